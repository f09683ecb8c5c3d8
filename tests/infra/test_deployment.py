"""Deploys with infra/deploy.sh into an emulator of CloudFormation, then asks every service what is really there."""

import json
import re

import pytest
import template as t
from conftest import BEYOND_THE_EMULATOR

ENV = "dev"
TABLE = "orders"
COMMON = {"Env": ENV, "CodeKey": "k", "LakeBucket": "b", "Database": "d", "AlertTopic": "a"}


def derived(table):
    from test_agreement import definition

    return definition.parameters(definition.read(t.TABLES, table))


def definition_of(table):
    from test_agreement import definition

    return definition.read(t.TABLES, table)


def stack_resources(aws, stack):
    pages = aws.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack)
    return {r["LogicalResourceId"]: r for page in pages for r in page["StackResourceSummaries"]}


def stack(aws, name):
    return aws.client("cloudformation").describe_stacks(StackName=name)["Stacks"][0]


def assert_created_as_declared(aws, name, template_name, values):
    """Every resource whose condition holds is there, of its type, complete; and no other."""
    template = t.load(template_name)
    expected = t.expected_resources(template, t.defaults(template, values))
    expected = {k: kind for k, kind in expected.items() if k not in BEYOND_THE_EMULATOR}
    found = stack_resources(aws, name)
    assert {k: r["ResourceType"] for k, r in found.items()} == expected
    assert {r["ResourceStatus"] for r in found.values()} <= {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
    assert len(expected) > 10
    return {k: r["PhysicalResourceId"] for k, r in found.items()}


@pytest.fixture(scope="module")
def deployed(aws, bootstrap_zip, tmp_path_factory):
    log = tmp_path_factory.mktemp("calls") / "log"
    done = aws.run(
        "deploy.sh", "--table", TABLE, "--env", ENV, "--sample-table", "--zip", str(bootstrap_zip), HELPER_CALLS=str(log)
    )
    return {"calls": log.read_text().splitlines(), "output": done.stderr}


@pytest.fixture(scope="module")
def foundation(aws, deployed):
    return assert_created_as_declared(aws, f"lakebed-{ENV}", "foundation.yaml", {"Env": ENV})


@pytest.fixture(scope="module")
def pipeline(aws, deployed):
    values = COMMON | derived(TABLE) | {"KmsKey": "none", "CreateSampleTable": "true"}
    return assert_created_as_declared(aws, f"lakebed-{ENV}-{TABLE}", "pipeline.yaml", values)


def test_the_helper_is_called_between_the_stacks(aws, deployed, foundation):
    tables = aws.infra / "tables"
    bucket = foundation["LakeBucket"]
    assert deployed["calls"] == [
        f"table check --tables {tables}",
        f"register --target aws --lake s3://{bucket} --database lakebed_{ENV} --workgroup lakebed-{ENV} --tables {tables}",
    ]
    order = [line.split(":")[0] for line in deployed["output"].splitlines() if re.match(r"[a-z]+: ", line)]
    assert order == ["foundation", "catalog", "code", "pipeline", "done"]


def test_glue_holds_what_the_definition_says(aws, foundation):
    glue, bucket = aws.client("glue"), foundation["LakeBucket"]
    found = {table["Name"]: table for table in glue.get_tables(DatabaseName=f"lakebed_{ENV}")["TableList"]}
    toml = definition_of(TABLE)
    changes = found[f"{TABLE}_changes"]
    assert changes["StorageDescriptor"]["Location"] == f"s3://{bucket}/data/{TABLE}_changes/"
    assert [key["Name"] for key in changes["PartitionKeys"]] == toml["partition"]
    columns = {column["Name"]: column for column in changes["StorageDescriptor"]["Columns"]}
    for column in toml["column"]:
        assert columns[column["name"]]["Type"] == column["type"].replace("json", "string")
        assert columns[column["name"]].get("Comment") == column.get("comment")
    assert changes["Parameters"]["projection.enabled"] == "true"
    assert found[TABLE]["TableType"] == "VIRTUAL_VIEW"


def test_the_helper_finds_its_settings_in_the_stack(aws, foundation):
    """No flag names bucket, database or workgroup: they come from SSM; and there is nothing left to register."""
    settings = json.loads(aws.helper("config", "show", "--target", "aws", "--env", ENV, "--format", "json").stdout)
    found = {row["setting"]: row["value"] for row in settings}
    bucket = foundation["LakeBucket"]
    assert (found["lake"], found["database"], found["workgroup"]) == (f"s3://{bucket}", f"lakebed_{ENV}", f"lakebed-{ENV}")
    again = aws.helper("register", "--target", "aws", "--env", ENV, "--tables", str(aws.infra / "tables"), "--dry-run")
    assert "unchanged" in again.stdout and "create" not in again.stdout and "update" not in again.stdout


def test_settings_are_where_the_helper_looks(aws, foundation, pipeline):
    ssm = aws.client("ssm")
    pages = ssm.get_paginator("get_parameters_by_path").paginate(Path=f"/lakebed/{ENV}", Recursive=True)
    found = {p["Name"].removeprefix(f"/lakebed/{ENV}/"): p["Value"] for page in pages for p in page["Parameters"]}
    bucket = foundation["LakeBucket"]
    assert found == {
        "bucket": bucket,
        "database": f"lakebed_{ENV}",
        "workgroup": f"lakebed-{ENV}",
        "results": f"s3://{bucket}/results/",
        "kms-key": "none",
        "alert-topic": foundation["AlertTopic"],
        f"tables/{TABLE}/stream": f"lakebed-{ENV}-{TABLE}",
        f"tables/{TABLE}/delivery": f"lakebed-{ENV}-{TABLE}",
        f"tables/{TABLE}/function": f"lakebed-{ENV}-{TABLE}-transform",
        f"tables/{TABLE}/pipe": f"lakebed-{ENV}-{TABLE}",
        f"tables/{TABLE}/dead-letters": pipeline["DeadLetters"],
    }


def test_the_bucket_is_private_and_versioned(aws, foundation):
    """Encryption and lifecycle are judged in the template (test_policies.py): the emulator does not keep them."""
    s3, bucket = aws.client("s3"), foundation["LakeBucket"]
    assert s3.get_bucket_versioning(Bucket=bucket)["Status"] == "Enabled"
    (statement,) = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])["Statement"]
    assert statement["Effect"] == "Deny" and statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert statement["Resource"] == [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"]


def test_the_workgroup_enforces_its_settings(aws, foundation):
    group = aws.client("athena").get_work_group(WorkGroup=f"lakebed-{ENV}")["WorkGroup"]["Configuration"]
    assert group["EnforceWorkGroupConfiguration"] is True
    assert int(group["BytesScannedCutoffPerQuery"]) == 107374182400
    assert group["ResultConfiguration"]["OutputLocation"] == f"s3://{foundation['LakeBucket']}/results/"
    assert group["ResultConfiguration"]["EncryptionConfiguration"]["EncryptionOption"] == "SSE_S3"
    assert group["EngineVersion"]["SelectedEngineVersion"] == "Athena engine version 3"


def test_the_delivery_is_configured_from_the_definition(aws, foundation, pipeline):
    description = aws.client("firehose").describe_delivery_stream(DeliveryStreamName=f"lakebed-{ENV}-{TABLE}")
    stream = description["DeliveryStreamDescription"]
    assert stream["DeliveryStreamType"] == "KinesisStreamAsSource"
    assert stream["Source"]["KinesisStreamSourceDescription"]["KinesisStreamARN"].endswith(f"stream/lakebed-{ENV}-{TABLE}")
    s3 = stream["Destinations"][0]["ExtendedS3DestinationDescription"]
    expected = derived(TABLE)
    assert s3["Prefix"] == expected["PartitionPrefix"]
    assert s3["ErrorOutputPrefix"] == f"errors/{TABLE}/!{{firehose:error-output-type}}/!{{timestamp:yyyy/MM/dd}}/"
    assert s3["BucketARN"] == f"arn:aws:s3:::{foundation['LakeBucket']}"
    assert (int(s3["BufferingHints"]["SizeInMBs"]), int(s3["BufferingHints"]["IntervalInSeconds"])) == (128, 300)
    assert s3["DynamicPartitioningConfiguration"]["Enabled"] in (True, "true")
    schema = s3["DataFormatConversionConfiguration"]["SchemaConfiguration"]
    assert (schema["DatabaseName"], schema["TableName"]) == (f"lakebed_{ENV}", expected["ChangesTable"])
    aws.client("glue").get_table(DatabaseName=schema["DatabaseName"], Name=schema["TableName"])
    (processor,) = s3["ProcessingConfiguration"]["Processors"]
    parameters = {p["ParameterName"]: p["ParameterValue"] for p in processor["Parameters"]}
    assert parameters["LambdaArn"].split("function:")[1] == f"lakebed-{ENV}-{TABLE}-transform:$LATEST"
    assert parameters["BufferSizeInMBs"] == "1"


def test_the_transform_gets_its_table_and_its_code(aws, foundation, deployed):
    function = aws.client("lambda").get_function_configuration(FunctionName=f"lakebed-{ENV}-{TABLE}-transform")
    assert function["Environment"]["Variables"] == {
        "LAKEBED_TABLE": TABLE, "LAKEBED_TABLES": "tables", "LAKEBED_SKIPPED": "validated",
    }  # fmt: skip
    assert (function["Runtime"], function["Architectures"], function["MemorySize"], function["Timeout"]) == (
        "provided.al2023", ["arm64"], 256, 60)  # fmt: skip
    keys = [o["Key"] for o in aws.client("s3").list_objects_v2(Bucket=foundation["LakeBucket"], Prefix="artifacts/")["Contents"]]
    assert len(keys) == 1 and re.fullmatch(r"artifacts/transform/[0-9a-f]{64}\.zip", keys[0])


def test_the_stream_is_kept_over_a_weekend(aws, pipeline):
    summary = aws.client("kinesis").describe_stream_summary(StreamName=f"lakebed-{ENV}-{TABLE}")["StreamDescriptionSummary"]
    assert summary["RetentionPeriodHours"] == 72
    assert summary["StreamModeDetails"]["StreamMode"] == "ON_DEMAND"


def test_the_pipe_reads_the_table_and_writes_the_stream(aws, pipeline):
    pipe = aws.client("pipes").describe_pipe(Name=f"lakebed-{ENV}-{TABLE}")
    source = aws.client("dynamodb").describe_table(TableName=derived(TABLE)["SourceTable"])["Table"]
    assert pipe["Source"] == source["LatestStreamArn"]
    assert pipe["Target"].endswith(f":stream/lakebed-{ENV}-{TABLE}")
    assert pipe["DesiredState"] == "RUNNING"


def test_the_sample_table_has_the_keys_of_the_definition(aws, pipeline):
    expected = derived(TABLE)
    table = aws.client("dynamodb").describe_table(TableName=expected["SourceTable"])["Table"]
    assert table["KeySchema"] == [{"AttributeName": expected["SourceHashKey"], "KeyType": "HASH"}]
    assert table["StreamSpecification"] == {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"}


def test_every_alarm_watches_a_resource_that_exists(aws, foundation, pipeline):
    pages = aws.client("cloudwatch").get_paginator("describe_alarms").paginate(AlarmNamePrefix=f"lakebed-{ENV}-{TABLE}-")
    alarms = [a for page in pages for a in page["MetricAlarms"]]
    template = t.load("pipeline.yaml")
    declared = [k for k in pipeline if template["Resources"][k]["Type"] == "AWS::CloudWatch::Alarm"]
    assert len(alarms) == len(declared) == 13
    names = set(pipeline.values()) | {derived(TABLE)["SourceTable"], f"lakebed-{ENV}-{TABLE}-dead-letters"}
    filters = aws.client("logs").describe_metric_filters()["metricFilters"]
    own = {m["metricName"] for f in filters for m in f["metricTransformations"] if m["metricNamespace"] == f"Lakebed/{ENV}"}
    assert own == {f"{TABLE}-failed", f"{TABLE}-rescued"}
    for alarm in alarms:
        assert alarm["AlarmActions"] == [foundation["AlertTopic"]]
        metrics = [alarm] if "MetricName" in alarm else [m["MetricStat"]["Metric"] for m in alarm["Metrics"] if "MetricStat" in m]
        assert metrics
        for metric in metrics:
            assert {d["Value"] for d in metric["Dimensions"]} <= names, alarm["AlarmName"]
            assert metric["Dimensions"] or metric["MetricName"] in own, alarm["AlarmName"]
    age = next(a for a in alarms if a["AlarmName"].endswith("iterator-age"))
    assert float(age["Threshold"]) == 600_000, "600 s, in milliseconds"


def test_the_dashboard_is_json_about_these_resources(aws, pipeline):
    body = aws.client("cloudwatch").get_dashboard(DashboardName=f"lakebed-{ENV}-{TABLE}")["DashboardBody"]
    widgets = json.loads(body)["widgets"]
    assert len(widgets) == 6
    assert "${" not in body


def test_log_groups_have_a_retention(aws, pipeline):
    groups = {g["logGroupName"]: g.get("retentionInDays") for g in aws.client("logs").describe_log_groups()["logGroups"]}
    assert {k: v for k, v in groups.items() if f"lakebed-{ENV}" in k} == {
        f"/aws/vendedlogs/pipes/lakebed-{ENV}-{TABLE}": 30,
        f"/aws/lambda/lakebed-{ENV}-{TABLE}-transform": 30,
        f"/aws/kinesisfirehose/lakebed-{ENV}-{TABLE}": 30,
    }


@pytest.mark.parametrize("role", ["PipeRole", "TransformRole", "DeliveryRole"])
def test_roles_name_resources_that_exist(aws, foundation, pipeline, role):
    iam = aws.client("iam")
    names = iam.list_role_policies(RoleName=pipeline[role])["PolicyNames"]
    assert len(names) == 1
    document = iam.get_role_policy(RoleName=pipeline[role], PolicyName=names[0])["PolicyDocument"]
    document = json.loads(document) if isinstance(document, str) else document
    text = json.dumps(document)
    assert "${" not in text and "Fn::" not in text
    known = [f"lakebed-{ENV}-{TABLE}", foundation["LakeBucket"], f"lakebed_{ENV}", derived(TABLE)["SourceTable"]]
    for statement in document["Statement"]:
        for resource in t.texts(statement["Resource"]):
            assert any(name in resource for name in known) or resource.endswith(":catalog"), resource


def test_deploying_again_changes_nothing(aws, bootstrap_zip, foundation, pipeline):
    before = [stack(aws, name).get("LastUpdatedTime") for name in (f"lakebed-{ENV}", f"lakebed-{ENV}-{TABLE}")]
    aws.run("deploy.sh", "--table", TABLE, "--env", ENV, "--zip", str(bootstrap_zip))
    assert before == [stack(aws, name).get("LastUpdatedTime") for name in (f"lakebed-{ENV}", f"lakebed-{ENV}-{TABLE}")]
    assert {k: r["PhysicalResourceId"] for k, r in stack_resources(aws, f"lakebed-{ENV}-{TABLE}").items()} == pipeline


def test_a_setting_changes_and_stays_changed(aws, bootstrap_zip, pipeline):
    arguments = ("--table", TABLE, "--env", ENV, "--zip", str(bootstrap_zip))
    aws.run("deploy.sh", *arguments, "--set", "BufferSeconds=900", "--set", "FreshnessSeconds=3600")
    aws.run("deploy.sh", *arguments)
    description = aws.client("firehose").describe_delivery_stream(DeliveryStreamName=f"lakebed-{ENV}-{TABLE}")
    s3 = description["DeliveryStreamDescription"]["Destinations"][0]["ExtendedS3DestinationDescription"]
    assert int(s3["BufferingHints"]["IntervalInSeconds"]) == 900


def test_an_existing_table_with_a_customer_key_and_without_a_stream(aws, bootstrap_zip):
    """A second environment: customer key, provisioned shards, a table that somebody else made."""
    env, table = "prod", "user_events"
    expected = derived(table)
    aws.client("dynamodb").create_table(
        TableName=expected["SourceTable"],
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": expected["SourceHashKey"], "AttributeType": "S"},
            {"AttributeName": expected["SourceRangeKey"], "AttributeType": "S"},
        ],
        KeySchema=[
            {"AttributeName": expected["SourceHashKey"], "KeyType": "HASH"},
            {"AttributeName": expected["SourceRangeKey"], "KeyType": "RANGE"},
        ],
    )
    arguments = ["--table", table, "--env", env, "--zip", str(bootstrap_zip)]
    arguments += ["--set-foundation", "Encryption=customer-key", "--set", "StreamMode=PROVISIONED", "--set", "ShardCount=2"]
    refused = aws.run("deploy.sh", *arguments, check=False)
    assert refused.returncode == 2 and "has no stream" in refused.stderr
    with pytest.raises(aws.client("cloudformation").exceptions.ClientError):
        stack(aws, f"lakebed-{env}")

    aws.run("deploy.sh", *arguments, "--enable-stream")
    key = aws.client("ssm").get_parameter(Name=f"/lakebed/{env}/kms-key")["Parameter"]["Value"]
    assert key.startswith("arn:aws:kms:")
    source = aws.client("dynamodb").describe_table(TableName=expected["SourceTable"])["Table"]
    values = COMMON | expected | {
        "Env": env, "KmsKey": key, "SourceStreamLabel": source["LatestStreamLabel"], "StreamMode": "PROVISIONED", "ShardCount": "2",
    }  # fmt: skip
    assert_created_as_declared(aws, f"lakebed-{env}-user-events", "pipeline.yaml", values)
    assert_created_as_declared(aws, f"lakebed-{env}", "foundation.yaml", {"Env": env, "Encryption": "customer-key"})
    delivery = aws.client("firehose").describe_delivery_stream(DeliveryStreamName=f"lakebed-{env}-{table}")
    s3 = delivery["DeliveryStreamDescription"]["Destinations"][0]["ExtendedS3DestinationDescription"]
    assert s3["EncryptionConfiguration"]["KMSEncryptionConfig"]["AWSKMSKeyARN"] == key
    pipe = aws.client("pipes").describe_pipe(Name=f"lakebed-{env}-{table}")
    assert pipe["Source"] == source["LatestStreamArn"]
    shards = aws.client("kinesis").list_shards(StreamName=f"lakebed-{env}-{table}")["Shards"]
    assert len(shards) == 2

    # The stream is turned off and on: a new one, which the old pipe cannot read.
    dynamodb = aws.client("dynamodb")
    dynamodb.update_table(TableName=expected["SourceTable"], StreamSpecification={"StreamEnabled": False})
    dynamodb.update_table(
        TableName=expected["SourceTable"], StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
    )
    renewed = dynamodb.describe_table(TableName=expected["SourceTable"])["Table"]["LatestStreamArn"]
    assert renewed != source["LatestStreamArn"]
    aws.run("deploy.sh", *arguments)
    assert aws.client("pipes").describe_pipe(Name=f"lakebed-{env}-{table}-r2")["Source"] == renewed
    setting = aws.client("ssm").get_parameter(Name=f"/lakebed/{env}/tables/{table}/pipe")["Parameter"]["Value"]
    assert setting == f"lakebed-{env}-{table}-r2"
    with pytest.raises(aws.client("pipes").exceptions.NotFoundException):
        aws.client("pipes").describe_pipe(Name=f"lakebed-{env}-{table}")


def test_direct_transport_has_no_pipe(aws, bootstrap_zip, deployed):
    env, table = "direct", "user_events"
    aws.run("deploy.sh", "--table", table, "--env", env, "--transport", "direct", "--zip", str(bootstrap_zip))
    values = COMMON | derived(table) | {"Env": env, "KmsKey": "none", "Transport": "direct"}
    found = assert_created_as_declared(aws, f"lakebed-{env}-user-events", "pipeline.yaml", values)
    assert not {"Pipe", "PipeRole", "PipeLogs", "DeadLetters"} & set(found)
    destinations = aws.client("dynamodb").describe_kinesis_streaming_destination(TableName=derived(table)["SourceTable"])
    (destination,) = destinations["KinesisDataStreamDestinations"]
    assert destination["StreamArn"].endswith(f":stream/lakebed-{env}-{table}")
    assert destination["DestinationStatus"] == "ACTIVE"

    # Rows of the two ways cannot be ordered against each other, so a table keeps the one it began with.
    refused = aws.run("deploy.sh", "--table", table, "--env", env, "--transport", "pipe", "--zip", str(bootstrap_zip), check=False)
    assert refused.returncode == 2 and "is deployed with transport direct" in refused.stderr
    again = aws.run("deploy.sh", "--table", table, "--env", env, "--zip", str(bootstrap_zip))
    assert "through direct" in again.stderr and "from now on" not in again.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--env", "dev"], "--table is missing"),
        (["--table", "orders", "--env", "Dev"], "is not a name"),
        (["--table", "orders", "--env", "dev", "--transport", "mail"], "neither pipe nor direct"),
        (["--table", "orders", "--env", "dev", "--zip", "/nowhere.zip"], "no such file"),
        (["--table", "orders", "--env"], "needs a value"),
        (["--table", "orders", "--what"], "unknown argument"),
    ],
)
def test_bad_calls_change_nothing_and_say_why(aws, arguments, message):
    done = aws.run("deploy.sh", *arguments, check=False)
    assert done.returncode == 2
    assert f"error: {message}" in done.stderr or message in done.stderr


def test_a_missing_table_is_named(aws, bootstrap_zip, deployed):
    done = aws.run("deploy.sh", "--table", TABLE, "--env", "empty", "--zip", str(bootstrap_zip), check=False, AWS_REGION="eu-west-1", AWS_DEFAULT_REGION="eu-west-1")
    assert done.returncode == 2
    assert "there is no DynamoDB table Orders here" in done.stderr and "--sample-table" in done.stderr


def test_destroy_keeps_the_data_unless_told_otherwise(aws, bootstrap_zip, foundation, pipeline):
    s3, bucket = aws.client("s3"), foundation["LakeBucket"]
    mine, other = f"data/{TABLE}_changes/dt=2026-11-20/a.parquet", "data/user_events_changes/dt=2026-11-20/b.parquet"
    for key in (mine, mine, other):
        s3.put_object(Bucket=bucket, Key=key, Body=b"rows")

    def keys():
        return {o["Key"] for o in s3.list_objects_v2(Bucket=bucket, Prefix="data/").get("Contents", [])}

    asked = aws.run("destroy.sh", "--table", TABLE, "--env", ENV, check=False)
    assert asked.returncode == 2 and "--yes" in asked.stderr, "without a terminal it does not guess"
    early = aws.run("destroy.sh", "--all", "--env", ENV, "--yes", check=False)
    assert early.returncode == 2 and f"lakebed-{ENV}-{TABLE}" in early.stderr

    done = aws.run("destroy.sh", "--table", TABLE, "--env", ENV, "--yes", "--no-drain")
    assert "kept: s3://" in done.stderr
    assert keys() == {mine, other}
    with pytest.raises(aws.client("pipes").exceptions.NotFoundException):
        aws.client("pipes").describe_pipe(Name=f"lakebed-{ENV}-{TABLE}")
    with pytest.raises(aws.client("firehose").exceptions.ResourceNotFoundException):
        aws.client("firehose").describe_delivery_stream(DeliveryStreamName=f"lakebed-{ENV}-{TABLE}")

    aws.run("destroy.sh", "--table", TABLE, "--env", ENV, "--yes", "--delete-data")
    assert keys() == {other}
    versions = s3.list_object_versions(Bucket=bucket, Prefix=mine)
    assert not versions.get("Versions") and not versions.get("DeleteMarkers")

    kept = aws.run("destroy.sh", "--all", "--env", ENV, "--yes")
    assert f"kept: bucket {bucket}" in kept.stderr
    assert keys() == {other}
