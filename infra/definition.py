"""Prints the stack parameters that a table definition decides, one `Key=Value` a line.

    python3 infra/definition.py orders [--tables infra/tables]

Standard library only, so that a deployment needs Python 3.11 and nothing to install. It reads the few keys that
infrastructure depends on and leaves judging the definition to `lakebed table check`, which `infra/deploy.sh` runs first.
"""

import argparse
import pathlib
import re
import sys

try:
    import tomllib
except ModuleNotFoundError:
    sys.exit("error: infra/definition.py needs Python 3.11 or newer")

# What DynamoDB can use as a key, by column type.
KEY_TYPES = {"string": "S", "json": "S", "date": "S", "int": "N", "bigint": "N", "float": "N", "double": "N", "binary": "B"}


class DefinitionProblem(Exception):
    """A definition that no infrastructure can be made for."""


def read(tables: pathlib.Path, name: str) -> dict:
    """The definition of a table, from `<tables>/<name>.toml`."""
    path = tables / f"{name}.toml"
    try:
        definition = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        known = ", ".join(sorted(p.stem for p in tables.glob("*.toml"))) or "none"
        raise DefinitionProblem(f"{path}: no such definition; there are: {known}") from None
    except tomllib.TOMLDecodeError as problem:
        raise DefinitionProblem(f"{path}: {problem}") from None
    if definition.get("name") != name:
        raise DefinitionProblem(f"{path}: name is {definition.get('name')!r}, expected the file's own name {name!r}")
    return definition


def parameters(definition: dict) -> dict[str, str]:
    """Parameters of `pipeline.yaml` that follow from a definition."""
    name = definition["name"]
    changes = f"{name}_changes"
    prefix = f"data/{changes}/"
    keys = [key_attribute(definition, column) for column in definition["primary_key"]]
    if not 1 <= len(keys) <= 2:
        raise DefinitionProblem(f"{name}: primary_key has {len(keys)} columns, DynamoDB tables have one or two")
    levels = "".join(f"{key}=!{{partitionKeyFromLambda:{key}}}/" for key in definition["partition"])
    result = {
        "Table": name,
        "ChangesTable": changes,
        "DataPrefix": prefix,
        "PartitionPrefix": prefix + levels,
        "SourceTable": definition["source"],
        "SourceHashKey": keys[0][0],
        "SourceHashKeyType": keys[0][1],
    }
    if len(keys) == 2:
        result |= {"SourceRangeKey": keys[1][0], "SourceRangeKeyType": keys[1][1]}
    return result


def key_attribute(definition: dict, column_name: str) -> tuple[str, str]:
    """Attribute name and DynamoDB type of a primary key column."""
    for column in definition.get("column", []):
        if column["name"] != column_name:
            continue
        source = column.get("from", column_name)
        attribute = source if isinstance(source, str) else source[0]
        kind = column["type"]
        if kind == "timestamp":
            return attribute, "N" if "unit" in column else "S"
        if re.fullmatch(r"decimal\(\d+,\d+\)", kind):
            return attribute, "N"
        if kind in KEY_TYPES:
            return attribute, KEY_TYPES[kind]
        raise DefinitionProblem(f"{definition['name']}: a key cannot be of type {kind} ({column_name})")
    raise DefinitionProblem(f"{definition['name']}: primary_key names {column_name}, which is no column")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table")
    parser.add_argument("--tables", type=pathlib.Path, default=pathlib.Path(__file__).parent / "tables")
    arguments = parser.parse_args()
    try:
        found = parameters(read(arguments.tables, arguments.table))
    except DefinitionProblem as problem:
        sys.exit(f"error: {problem}")
    except (KeyError, TypeError) as problem:
        sys.exit(f"error: {arguments.table}: incomplete definition ({problem}); run `lakebed table check`")
    for key, value in found.items():
        print(f"{key}={value}")


if __name__ == "__main__":
    main()
