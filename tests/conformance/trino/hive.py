"""Registers Glue tables in Trino's Hive connector, from the very TableInput objects that a Glue catalog is given.

The definition goes into the server's file metastore as it stands: Trino itself maps the SerDe and format classes to a reader, parses
the column types, reads the partition projection from the parameters and decodes the views. Only locations are translated.
"""

import json
import pathlib
import urllib.parse

# Athena's own name for the Glue catalog, so that fully qualified names mean the same here.
CATALOG = "awsdatacatalog"

OPENX_JSON = {
    "serde": "org.openx.data.jsonserde.JsonSerDe",
    "inputFormat": "org.apache.hadoop.mapred.TextInputFormat",
    "outputFormat": "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
}


class LakeError(Exception):
    """A lake or a table definition that cannot be registered; the message says where and what to do."""


def register_lake(client, lake, prefix=None, projection=True):
    """Registers every table and view of `<lake>/catalog/<database>/*.json`. Returns {database: [names]}.

    `prefix` is what the lake's root is called in the definitions' locations (s3://bucket/root); without it they must be
    local. With projection=False the partitions are the directories that exist, whatever the definitions project.
    """
    lake = pathlib.Path(lake).resolve()
    databases = {}
    for path in sorted(lake.glob("catalog/*/*.json")):
        definition = read_definition(path)
        register_table(client, path.parent.name, definition, lambda location: locate(location, lake, prefix), projection=projection)
        databases.setdefault(path.parent.name, []).append(definition["Name"])
    if not databases:
        raise LakeError(f"{lake}/catalog holds no database; run `lakebed register` first")
    return databases


def register_table(client, database, definition, located, storage_format=None, projection=True):
    """Registers one TableInput. `located` turns its location into a local path.

    `storage_format` replaces the definition's own format and its SerDe parameters.
    """
    create_schema(client, database)
    name = definition["Name"].lower()
    storage = definition.get("StorageDescriptor") or {}
    is_view = definition.get("TableType") == "VIRTUAL_VIEW"
    parameters = dict(definition.get("Parameters") or {})
    if definition.get("Description"):
        parameters.setdefault("comment", definition["Description"])
    if not projection:
        parameters = {key: text for key, text in parameters.items() if not key.startswith(("projection.", "storage.location."))}
    if "storage.location.template" in parameters:
        parameters["storage.location.template"] = _local(located(parameters["storage.location.template"]), directory=True)
    serde = storage.get("SerdeInfo") or {}
    declared = {
        "serde": serde.get("SerializationLibrary"),
        "inputFormat": storage.get("InputFormat"),
        "outputFormat": storage.get("OutputFormat"),
    }
    table = {
        "writerVersion": "conformance",
        "owner": definition.get("Owner", "conformance"),
        "tableType": definition.get("TableType", "EXTERNAL_TABLE"),
        "dataColumns": [_column(column) for column in storage.get("Columns") or []],
        "partitionColumns": [_column(column) for column in definition.get("PartitionKeys") or []],
        "parameters": parameters,
        "originalStorageFormat": {} if is_view else storage_format or declared,
        "serdeParameters": {} if storage_format else serde.get("Parameters") or {},
        "columnStatistics": {},
    }
    if is_view:
        table["viewOriginalText"] = definition.get("ViewOriginalText")
        table["viewExpandedText"] = definition.get("ViewExpandedText")
    else:
        location = located(storage.get("Location") or "")
        location.mkdir(parents=True, exist_ok=True)
        table["externalLocation"] = _local(location)
    directory = client.metastore / database / name
    directory.mkdir(parents=True, exist_ok=True)
    (directory / ".trinoSchema").write_text(json.dumps(table))
    if table["partitionColumns"] and parameters.get("projection.enabled", "").lower() != "true":
        sync_partitions(client, database, name)


def sync_partitions(client, database, table):
    """Makes the table's partitions those whose directories exist (`key=value/…`)."""
    client.query(f"CALL {CATALOG}.system.sync_partition_metadata('{database}', '{table}', 'FULL')")


def create_schema(client, database):
    """Makes the database unless it is there. Raises LakeError for a name that Glue would not take as it is."""
    if not database.replace("_", "").isalnum() or database != database.lower():
        raise LakeError(f"database `{database}` is not a lower-case name of letters, digits and _")
    client.query(f'CREATE SCHEMA IF NOT EXISTS {CATALOG}."{database}"')


def locate(location, lake, prefix=None):
    """The local directory that a definition's location means."""
    if prefix is not None and (location + "/").startswith(prefix.rstrip("/") + "/"):
        return lake / location[len(prefix.rstrip("/")) :].strip("/")
    parts = urllib.parse.urlsplit(location)
    if parts.scheme == "file":
        return pathlib.Path(urllib.parse.unquote(parts.path))
    if parts.scheme:
        raise LakeError(f"location {location} is not local; say with --prefix what the lake's root is called there")
    return lake / location


def table_dump(client, database, table, columns=None):
    """The rows of a table as (columns, rows), in an order that depends on the rows alone."""
    names = "*" if columns is None else ", ".join('"' + name + '"' for name in columns)
    described, rows = client.query(f'SELECT {names} FROM {CATALOG}."{database}"."{table}"')
    return described, sorted(rows, key=json.dumps)


def _local(path, directory=False):
    return f"local://{path}{'/' if directory else ''}"


def _column(column):
    comment = {"comment": column["Comment"]} if column.get("Comment") else {}
    return {"name": column["Name"].lower(), "type": column["Type"], "properties": {}, **comment}


def read_definition(path):
    """The TableInput in a file, which may be wrapped as {"TableInput": …}. Raises LakeError."""
    try:
        definition = json.loads(path.read_text())
    except ValueError as failure:
        raise LakeError(f"{path} is not JSON: {failure}") from failure
    definition = definition.get("TableInput", definition)
    if "Name" not in definition:
        raise LakeError(f"{path} is no TableInput: it has no Name")
    return definition
