#!/usr/bin/env python3
"""Stands in for the helper in tests of the deployment, so that they need no Rust build.

`register` makes the Glue tables that Firehose asks for: change columns, declared columns, leftovers. `table check` accepts
what `infra/definition.py` can read. Every call is written to $STAND_IN_LOG.
"""

import argparse
import os
import pathlib
import sys
import tomllib

import boto3

CHANGE_COLUMNS = [{"Name": f"change_{name}", "Type": "string"} for name in ("type", "time", "id", "sequence", "expired")]
CHANGE_COLUMNS[1]["Type"], CHANGE_COLUMNS[4]["Type"] = "timestamp", "boolean"
LEFTOVERS = [{"Name": name, "Type": "string"} for name in ("undeclared", "rescued")]

parser = argparse.ArgumentParser()
commands = parser.add_subparsers(dest="command", required=True)
table = commands.add_parser("table").add_subparsers(dest="verb", required=True).add_parser("check")
table.add_argument("--tables", type=pathlib.Path, required=True)
table.add_argument("name")
register = commands.add_parser("register")
for flag in ("--target", "--lake", "--database", "--workgroup"):
    register.add_argument(flag, required=True)
register.add_argument("--tables", type=pathlib.Path, required=True)
arguments = parser.parse_args()

if "STAND_IN_LOG" in os.environ:
    with open(os.environ["STAND_IN_LOG"], "a", encoding="utf-8") as log:
        log.write(" ".join(sys.argv[1:]) + "\n")
if arguments.command == "table":
    tomllib.loads((arguments.tables / f"{arguments.name}.toml").read_text())
    sys.exit(0)

glue = boto3.client("glue")
for path in sorted(arguments.tables.glob("*.toml")):
    definition = tomllib.loads(path.read_text())
    name = f"{definition['name']}_changes"
    columns = [c for c in definition["column"] if c["name"] not in definition["partition"]]
    columns = [{"Name": c["name"], "Type": "string" if c["type"] == "json" else c["type"]} for c in columns]
    hive = "org.apache.hadoop.hive.ql.io.parquet"
    table_input = {
        "Name": name,
        "TableType": "EXTERNAL_TABLE",
        "PartitionKeys": [{"Name": key, "Type": "string"} for key in definition["partition"]],
        "StorageDescriptor": {
            "Columns": [*CHANGE_COLUMNS, *columns, *LEFTOVERS],
            "Location": f"{arguments.lake}/data/{name}/",
            "InputFormat": f"{hive}.MapredParquetInputFormat",
            "OutputFormat": f"{hive}.MapredParquetOutputFormat",
            "SerdeInfo": {"SerializationLibrary": f"{hive}.serde.ParquetHiveSerDe"},
        },
    }
    try:
        glue.create_table(DatabaseName=arguments.database, TableInput=table_input)
    except glue.exceptions.AlreadyExistsException:
        glue.update_table(DatabaseName=arguments.database, TableInput=table_input)
