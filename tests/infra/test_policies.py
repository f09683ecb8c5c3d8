"""What a security reviewer looks for: wildcards with reasons, exceptions with reasons, nothing in the clear."""

import re

import botocore
import botocore.session
import pytest
import template as t

TEMPLATES = ["foundation.yaml", "pipeline.yaml"]


def wildcard_statements(template):
    found = set()
    for logical_id, sid, statement in t.statements(template):
        for key in ("Action", "Resource", "NotAction", "NotResource"):
            if any("*" in text for text in t.texts(statement.get(key, []))):
                assert sid, f"{logical_id}: a statement with a wildcard has no Sid to give a reason for"
                found.add(f"{logical_id}.{sid}")
    return found


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_wildcard_has_a_written_reason(name):
    template = t.load(name)
    reasons = template["Metadata"]["Lakebed"]["Wildcards"]
    assert wildcard_statements(template) == set(reasons)
    assert all(len(reason.split()) >= 5 for reason in reasons.values()), "a reason is a sentence"


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_allowed_action_is_a_wildcard_outside_the_key_policy(name):
    for logical_id, sid, statement in t.statements(t.load(name)):
        if statement["Effect"] == "Deny" or logical_id == "LakeKey":
            continue
        assert not [a for a in t.texts(statement["Action"]) if "*" in a], f"{logical_id}.{sid}"


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_bare_star_resource_is_read_only_or_a_key_policy_or_a_refusal(name):
    for logical_id, sid, statement in t.statements(t.load(name)):
        if statement.get("Resource") != "*" or statement["Effect"] == "Deny" or logical_id == "LakeKey":
            continue
        for action in t.texts(statement["Action"]):
            verb = action.split(":")[1]
            assert verb.startswith(("List", "Get", "Describe")), f"{logical_id}.{sid} allows {action} on everything"


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_exception_for_the_scanner_has_a_reason(name):
    template = t.load(name)
    assert "checkov" not in template.get("Metadata", {}), "exceptions belong to one resource, not to a template"
    for logical_id, resource in template["Resources"].items():
        for skip in resource.get("Metadata", {}).get("checkov", {}).get("skip", []):
            assert len(skip["comment"].split()) >= 8, f"{logical_id}: {skip['id']} needs a reason"


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_service_is_trusted_on_behalf_of_this_account_alone(name):
    template = t.load(name)
    for logical_id, sid, statement in t.statements(template):
        service = statement.get("Principal", {})
        if not isinstance(service, dict) or "Service" not in service:
            continue
        conditions = list(statement.get("Condition", {}).values())
        keys = {key for condition in conditions for key in condition}
        # Lambda alone does not name a source; the function's role can do nothing but log.
        if service["Service"] == "lambda.amazonaws.com":
            assert not keys
            continue
        assert keys & {"aws:SourceAccount", "kms:EncryptionContext:aws:logs:arn"}, f"{logical_id}.{sid}"


def test_the_transform_can_write_its_log_and_nothing_else():
    allowed = [s for id_, _, s in t.statements(t.load("pipeline.yaml")) if id_ == "TransformRole" and "Resource" in s]
    assert [s["Action"] for s in allowed] == [["logs:CreateLogStream", "logs:PutLogEvents"]]


def test_analysts_change_nothing_but_results():
    for id_, sid, statement in t.statements(t.load("foundation.yaml")):
        if id_ != "AnalystPolicy":
            continue
        changing = [
            a
            for a in t.texts(statement["Action"])
            if not a.split(":")[1].startswith(("Get", "List", "BatchGet", "Start", "Stop", "Decrypt", "GenerateDataKey"))
        ]
        if changing:
            assert sid == "WriteResults", f"{sid} allows {changing}"
            assert statement["Resource"] == {"Fn::Sub": "${LakeBucket.Arn}/results/*"}


def test_the_bucket_is_private_encrypted_and_cleared_where_it_may_be():
    bucket = t.load("foundation.yaml")["Resources"]["LakeBucket"]
    properties = bucket["Properties"]
    assert bucket["DeletionPolicy"] == bucket["UpdateReplacePolicy"] == "Retain"
    assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}
    (rule,) = properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    with_key, without = rule["ServerSideEncryptionByDefault"]["Fn::If"][1:]
    assert (with_key["SSEAlgorithm"], without["SSEAlgorithm"]) == ("aws:kms", "AES256")
    expiring = {r.get("Prefix") for r in properties["LifecycleConfiguration"]["Rules"] if "ExpirationInDays" in r}
    assert expiring == {"results/", "exports/", "errors/", "backups/"}, "data/, ledger/ and quarantine/ never expire"


def test_everything_that_holds_items_uses_the_customer_key_when_there_is_one():
    resources = t.load("pipeline.yaml")["Resources"]
    s3 = resources["Delivery"]["Properties"]["ExtendedS3DestinationConfiguration"]
    places = [
        resources["Stream"]["Properties"]["StreamEncryption"]["KeyId"],
        s3["EncryptionConfiguration"],
        s3["S3BackupConfiguration"]["EncryptionConfiguration"],
        resources["SampleTable"]["Properties"]["SSESpecification"],
    ]
    for place in places:
        assert place["Fn::If"][0] == "UseKey" and {"Ref": "KmsKey"} in (place["Fn::If"][1], *dicts(place["Fn::If"][1]))


def dicts(value):
    """Every dictionary inside a value."""
    if isinstance(value, dict):
        for part in value.values():
            yield part
            yield from dicts(part)


def test_no_log_carries_execution_data():
    pipe = t.load("pipeline.yaml")["Resources"]["Pipe"]["Properties"]["LogConfiguration"]
    assert pipe["Level"] == "ERROR"
    assert "IncludeExecutionData" not in pipe


@pytest.mark.parametrize("name", TEMPLATES)
def test_managed_policies_stay_below_the_size_limit(name):
    import json

    for logical_id, resource in t.load(name)["Resources"].items():
        if resource["Type"] == "AWS::IAM::ManagedPolicy":
            # Placeholders stand for about as many characters as they take; the limit is 6,144 without white space.
            size = len(json.dumps(resource["Properties"]["PolicyDocument"], separators=(",", ":")))
            assert size < 6144, f"{logical_id} has {size} characters"


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_fit_a_direct_upload(name):
    assert (t.INFRA / name).stat().st_size < 51200, "aws cloudformation deploy would need --s3-bucket"


# What docs/rights.md calls the places that a right is limited to, by a part of their ARN.
PLACES = {
    "alert topic": "AlertTopic",
    "bucket": "LakeBucket",
    "catalog": "datacatalog/AwsDataCatalog",
    "dead letters": ":sqs:",
    "key": "LakeKey",
    "parameters": "parameter/lakebed/${Env}",
    "pipelines": "lakebed-${Env}-*",
    "source tables": "InferTables",
    "streams": "stream/lakebed-${Env}-*",
    "tables": "table/${Database}/*",
    "workgroup": "workgroup/${WorkGroup}",
}
# Calls of S3 that are not named as the right that they need.
S3_RIGHTS = {
    "HeadObject": {"s3:GetObject"},
    "CopyObject": {"s3:GetObject", "s3:PutObject"},
    "ListObjectsV2": {"s3:ListBucket"},
    **dict.fromkeys(["CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload"], {"s3:PutObject"}),
}
POLICIES = {"analyst": "AnalystPolicy", "engineer": "EngineerPolicy"}


def documented():
    """Lines of docs/rights.md: (place or None, actions, policy)."""
    for line in (t.ROOT / "docs/rights.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and re.match(r"`\w+:\w+`", cells[2]):
            yield cells[1].strip("`") if "`" in cells[1] else None, re.findall(r"`(\w+:\w+)`", cells[2]), cells[3]


def rights_of_calls():
    """Rights that the calls in the code need: methods of an SDK are named as the operations of its service."""
    needed = {}
    session = botocore.session.get_session()
    for manifest in t.ROOT.glob("crates/*/Cargo.toml"):
        for service in re.findall(r"^aws-sdk-(\w+)", manifest.read_text(encoding="utf-8"), re.MULTILINE):
            names = session.get_service_model(service).operation_names
            operations = {botocore.xform_name(name): name for name in names}
            for file in (manifest.parent / "src").rglob("*.rs"):
                for method in re.findall(r"\.(\w+)\(\)", file.read_text(encoding="utf-8")):
                    if name := operations.get(method):
                        rights = S3_RIGHTS.get(name) if service == "s3" else None
                        for right in rights or {f"{service}:{name}"}:
                            needed.setdefault(right, set()).add(str(file.relative_to(t.ROOT)))
    return needed


def test_every_call_of_the_helper_is_a_documented_right():
    needed = rights_of_calls()
    assert {"glue:UpdateTable", "s3:PutObject", "kinesis:PutRecords", "dynamodb:Scan", "sns:Publish"} <= set(needed), "calls are not found"
    known = {action for _, actions, _ in documented() for action in actions}
    assert not {right: files for right, files in needed.items() if right not in known}, "docs/rights.md has no line for these calls"


def test_every_documented_right_is_allowed_where_it_says():
    allowed = [(id_, statement) for id_, _, statement in t.statements(t.load("foundation.yaml"))]
    lines = list(documented())
    assert len(lines) > 25
    for place, actions, policy in lines:
        if policy == "none":
            held = [a for a in actions for id_, s in allowed if id_ in POLICIES.values() and a in t.texts(s["Action"])]
            assert not held, f"{held} is allowed after all"
            continue
        part = "*" if place is None else PLACES.get(place, "${LakeBucket.Arn}/" + place)
        for action in actions:
            resources = [list(t.texts(s["Resource"])) for id_, s in allowed if id_ == POLICIES[policy] and action in t.texts(s["Action"])]
            assert any(part in text for texts in resources for text in texts), f"{policy}: {action} on {place}"


def test_engineers_have_no_right_that_nothing_needs():
    known = {action for _, actions, policy in documented() for action in actions if policy == "engineer"}
    for id_, sid, statement in t.statements(t.load("foundation.yaml")):
        if id_ == "EngineerPolicy":
            assert not set(t.texts(statement["Action"])) - known, f"{sid}: docs/rights.md does not say what for"


def test_tables_are_named_one_by_one_for_infer():
    pattern = t.load("foundation.yaml")["Parameters"]["InferTables"]["AllowedPattern"]
    one = "arn:aws:dynamodb:eu-central-1:123456789012:table/"
    for good in ["", one + "Orders", one + "Orders," + one + "user-events.v2"]:
        assert re.fullmatch(pattern, good), good
    for bad in ["*", one + "*", one + "Orders,", one + "Orders/index/a", one + "Ord?rs", "arn:aws:s3:::lake/*"]:
        assert not re.fullmatch(pattern, bad), bad
