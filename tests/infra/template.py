"""Reads CloudFormation templates: YAML with short function tags, conditions, and the parts that a stack makes of it."""

import pathlib

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
INFRA = ROOT / "infra"
TABLES = INFRA / "tables"


class _Loader(yaml.SafeLoader):
    pass


def _function(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _function)


def load(name):
    """A template of `infra/` as dictionaries, functions in their long form."""
    return yaml.load((INFRA / name).read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506, a SafeLoader


def defaults(template, given):
    """Parameter values of a deployment: the given ones over the defaults."""
    values = {name: spec.get("Default") for name, spec in template["Parameters"].items()}
    unknown = set(given) - set(values)
    assert not unknown, f"the template has no parameters {unknown}"
    values |= given
    missing = [name for name, value in values.items() if value is None]
    assert not missing, f"no value for parameters {missing}"
    return {name: str(value) for name, value in values.items()}


def holds(template, condition, values):
    """Whether a named condition is true under these parameter values."""

    def judge(expression):
        ((function, argument),) = expression.items()
        if function == "Condition":
            return holds(template, argument, values)
        if function == "Fn::Not":
            return not judge(argument[0])
        if function == "Fn::And":
            return all(judge(part) for part in argument)
        if function == "Fn::Or":
            return any(judge(part) for part in argument)
        if function == "Fn::Equals":
            left, right = (values[side["Ref"]] if isinstance(side, dict) else str(side) for side in argument)
            return left == right
        raise AssertionError(f"unknown condition function {function}")

    return judge(template["Conditions"][condition])


def expected_resources(template, values):
    """Logical id -> type of what a deployment with these values must create."""
    return {
        logical_id: resource["Type"]
        for logical_id, resource in template["Resources"].items()
        if "Condition" not in resource or holds(template, resource["Condition"], values)
    }


def statements(template):
    """Every policy statement: (resource, sid, statement), branches of Fn::If included."""
    import json

    for logical_id, resource in template["Resources"].items():
        properties = resource.get("Properties", {})
        documents = [properties.get(key) for key in ("KeyPolicy", "PolicyDocument", "AssumeRolePolicyDocument")]
        documents += [policy["PolicyDocument"] for policy in properties.get("Policies", [])]
        for document in filter(None, documents):
            if "Fn::Sub" in document:
                document = json.loads(document["Fn::Sub"])
            for statement in document["Statement"]:
                for branch in statement["Fn::If"][1:] if "Fn::If" in statement else [statement]:
                    if branch != {"Ref": "AWS::NoValue"}:
                        yield logical_id, branch.get("Sid"), branch


def texts(value):
    """Every string inside a template value, the arguments of functions included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
