"""The templates, the code and the table definitions say the same."""

import importlib.util
import re
import sys
import tomllib

import pytest
import template as t

DEFINITIONS = sorted(t.TABLES.glob("*.toml"))

# Firehose's and AWS's own limits that a template cannot express.
STREAM_NAME_LIMIT = 64


def script(name):
    """A script of infra/ as a module."""
    spec = importlib.util.spec_from_file_location(name, t.INFRA / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


definition = script("definition")


def test_there_are_definitions():
    assert DEFINITIONS, f"{t.TABLES} holds no definition, so the tests below would prove nothing"


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda p: p.stem)
def test_parameters_follow_from_the_definition(path):
    toml = tomllib.loads(path.read_text())
    found = definition.parameters(definition.read(t.TABLES, path.stem))
    assert found["Table"] == toml["name"] == path.stem
    assert found["ChangesTable"] == toml["name"] + "_changes"
    assert found["SourceTable"] == toml["source"]
    columns = {c["name"]: c for c in toml["column"]}
    attributes = [columns[key].get("from", key) for key in toml["primary_key"]]
    assert [found[k] for k in ("SourceHashKey", "SourceRangeKey") if k in found] == attributes


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda p: p.stem)
def test_every_partition_key_is_in_the_prefix_once_and_in_order(path):
    toml = tomllib.loads(path.read_text())
    prefix = definition.parameters(toml)["PartitionPrefix"]
    assert re.findall(r"([a-z0-9_]+)=!\{partitionKeyFromLambda:([a-z0-9_]+)\}/", prefix) == [
        (key, key) for key in toml["partition"]
    ]
    evaluated = re.sub(r"!\{[^}]*\}", "v", prefix)
    assert evaluated == f"data/{toml['name']}_changes/" + "".join(f"{key}=v/" for key in toml["partition"])


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda p: p.stem)
def test_parameters_are_accepted_by_the_template(path):
    template = t.load("pipeline.yaml")
    found = definition.parameters(tomllib.loads(path.read_text()))
    for name, value in found.items():
        spec = template["Parameters"][name]
        assert re.fullmatch(spec.get("AllowedPattern", "(?s).*"), value), f"{name}={value}"
        assert value in spec.get("AllowedValues", [value])
    stream = f"lakebed-{'e' * 12}-{found['Table']}"
    assert len(stream + "-transform") <= STREAM_NAME_LIMIT


def test_a_definition_decides_exactly_the_parameters_that_the_template_groups_so():
    template = t.load("pipeline.yaml")
    groups = template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
    grouped = {p for group in groups for p in group["Parameters"]} | {"Env"}
    assert grouped == set(template["Parameters"]), "every parameter is in a group of the console"
    two_keys = {
        "name": "t", "source": "T", "primary_key": ["a", "b"], "partition": ["dt"],
        "column": [{"name": "a", "type": "string"}, {"name": "b", "type": "bigint"}],
    }  # fmt: skip
    assert set(groups[0]["Parameters"]) == set(definition.parameters(two_keys))


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ({"type": "string"}, ("k", "S")),
        ({"type": "string", "from": "PK"}, ("PK", "S")),
        ({"type": "bigint", "from": ["Id"]}, ("Id", "N")),
        ({"type": "decimal(38,9)"}, ("k", "N")),
        ({"type": "timestamp"}, ("k", "S")),
        ({"type": "timestamp", "unit": "ms"}, ("k", "N")),
        ({"type": "binary"}, ("k", "B")),
    ],
)
def test_key_types(column, expected):
    assert definition.key_attribute({"name": "t", "column": [{"name": "k"} | column]}, "k") == expected


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"primary_key": ["x"]}, "which is no column"),
        ({"primary_key": ["a", "a", "a"]}, "one or two"),
        ({"column": [{"name": "a", "type": "array<string>"}]}, "cannot be of type"),
    ],
)
def test_definitions_that_no_table_can_have(change, message):
    base = {"name": "t", "source": "T", "primary_key": ["a"], "partition": ["dt"], "column": [{"name": "a", "type": "string"}]}
    with pytest.raises(definition.DefinitionProblem, match=message):
        definition.parameters(base | change)


def test_the_file_must_be_named_like_its_table(tmp_path):
    (tmp_path / "a.toml").write_text('name = "b"\n')
    with pytest.raises(definition.DefinitionProblem, match="expected the file's own name 'a'"):
        definition.read(tmp_path, "a")


def test_every_variable_that_the_lambda_reads_is_set_and_no_other():
    sources = sorted((t.ROOT / "crates" / "transform" / "src").rglob("*.rs"))
    assert sources, "crates/transform/src holds no code to compare the template with"
    read = set()
    for path in sources:
        read |= set(re.findall(r'"(LAKEBED_[A-Z0-9_]+)"', path.read_text(encoding="utf-8")))
    variables = t.load("pipeline.yaml")["Resources"]["Transform"]["Properties"]["Environment"]["Variables"]
    assert set(variables) == read


def test_every_field_that_a_metric_is_made_of_is_logged_by_the_lambda():
    sources = (t.ROOT / "crates" / "transform" / "src").rglob("*.rs")
    logged = set(re.findall(r'\("([A-Z][A-Za-z]+)", "(?:Count|Bytes|Milliseconds)"\)', "".join(p.read_text() for p in sources)))
    assert logged, "the transform logs no metrics"
    for logical_id, resource in t.load("pipeline.yaml")["Resources"].items():
        if resource["Type"] == "AWS::Logs::MetricFilter":
            pattern = resource["Properties"]["FilterPattern"]
            value = resource["Properties"]["MetricTransformations"][0]["MetricValue"]
            assert set(re.findall(r"\$\.(\w+)", pattern + value)) <= logged, logical_id


def test_names_derive_from_the_parameters_alone():
    """No resource repeats what the definition says: `_changes`, `dt=`, `data/`."""
    for logical_id, resource in t.load("pipeline.yaml")["Resources"].items():
        for text in t.texts(resource.get("Properties", {})):
            for literal in ("_changes", "partitionKeyFromLambda", "data/"):
                assert literal not in text, f"{logical_id}: {literal} belongs to infra/definition.py"


def test_the_order_of_creation_loses_nothing():
    """Firehose starts at the newest record, so it is there before anything writes to the stream."""
    resources = t.load("pipeline.yaml")["Resources"]
    assert resources["Pipe"]["DependsOn"] == "Delivery"
    assert resources["SampleTable"]["DependsOn"] == "Delivery"
    source = resources["Pipe"]["Properties"]["SourceParameters"]["DynamoDBStreamParameters"]
    assert source["StartingPosition"] == "TRIM_HORIZON"
    assert source["OnPartialBatchItemFailure"] == "AUTOMATIC_BISECT"


def test_limits_of_the_services():
    parameters = t.load("pipeline.yaml")["Parameters"]
    assert parameters["PipeMaxAgeSeconds"]["MaxValue"] < 86400, "the dead-letter pointer must outlive what it points to"
    assert (parameters["BufferMegabytes"]["MinValue"], parameters["BufferMegabytes"]["MaxValue"]) == (64, 128)
    assert (parameters["BufferSeconds"]["MinValue"], parameters["BufferSeconds"]["MaxValue"]) == (60, 900)
    assert parameters["TimeoutSeconds"]["MaxValue"] <= 300
    assert parameters["FreshnessSeconds"]["Default"] > 2 * parameters["BufferSeconds"]["Default"]
    for value, accepted in [("0.2", True), ("1", True), ("2.5", True), ("3", True), ("0.1", False), ("3.5", False), ("10", False)]:
        assert bool(re.fullmatch(parameters["TransformMegabytes"]["AllowedPattern"], value)) is accepted, value


def test_every_alarm_reaches_the_topic_and_is_explained():
    operations = (t.ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    alarms = {k: r for k, r in t.load("pipeline.yaml")["Resources"].items() if r["Type"] == "AWS::CloudWatch::Alarm"}
    assert len(alarms) >= 14
    for logical_id, alarm in alarms.items():
        properties = alarm["Properties"]
        assert properties["AlarmActions"] == properties["OKActions"] == [{"Ref": "AlertTopic"}], logical_id
        name = properties["AlarmName"]["Fn::Sub"].removeprefix("lakebed-${Env}-${Table}-")
        assert f"| `{name}` |" in operations, f"docs/operations.md does not explain the alarm {name}"


def test_every_setting_is_documented():
    operations = (t.ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    for file in ("foundation.yaml", "pipeline.yaml"):
        template = t.load(file)
        for resource in template["Resources"].values():
            if resource["Type"] == "AWS::SSM::Parameter":
                name = resource["Properties"]["Name"]["Fn::Sub"].replace("${Env}", "<env>").replace("${Table}", "<table>")
                assert f"`{name}`" in operations, f"docs/operations.md does not list {name}"


def test_the_package_holds_the_bootstrap_and_the_definitions_and_is_reproducible(tmp_path):
    import zipfile

    package = script("package")
    definitions = {path.name: path.read_bytes() for path in DEFINITIONS}
    first = package.build(b"\x7fELF", definitions, tmp_path / "a.zip")
    assert first == package.build(b"\x7fELF", dict(reversed(definitions.items())), tmp_path / "b.zip")
    assert first != package.build(b"\x7fELF2", definitions, tmp_path / "c.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == ["bootstrap", *(f"tables/{path.name}" for path in DEFINITIONS)]
        assert archive.getinfo("bootstrap").external_attr >> 16 & 0o111, "Lambda must be allowed to execute it"
        assert archive.read(f"tables/{DEFINITIONS[0].name}") == DEFINITIONS[0].read_bytes()
    assert package.bootstrap(tmp_path / "a.zip") == b"\x7fELF"
    assert sys.version_info >= (3, 11)
