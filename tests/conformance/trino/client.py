"""The client side of Trino's HTTP protocol: a statement in, columns and rows in their exact form out."""

import contextlib
import http.client
import json
import time

from . import exact

# Without this capability the server rounds every timestamp to milliseconds and hides its precision.
CAPABILITIES = "PARAMETRIC_DATETIME"


class QueryFailed(Exception):
    """The server refused or failed the statement.

    `name` is Trino's error name (TYPE_MISMATCH, DIVISION_BY_ZERO, ...), `line` and `column` its place where Trino says one.
    """

    def __init__(self, error):
        super().__init__(f"{error.get('errorName')}: {error.get('message')}")
        self.name = error.get("errorName")
        self.message = error.get("message")
        location = error.get("errorLocation") or {}
        self.line = int(location["lineNumber"]) if location else None
        self.column = int(location["columnNumber"]) if location else None


class Client:
    """Speaks to one server on 127.0.0.1. The session is UTC and en-US, so that answers do not depend on the machine.

    `metastore` is the directory of the server's file metastore, which hive.py writes tables into. `catalog` and `schema` are what
    unqualified table names mean; both may be changed between statements. `session` are properties of Trino's session, as
    `query_max_run_time`.
    """

    def __init__(self, port, metastore=None, catalog="memory", schema="default"):
        self.port = port
        self.metastore = metastore
        self.catalog = catalog
        self.schema = schema
        self.session = {}

    def is_started(self):
        """True once the server takes statements. Raises OSError while nothing listens."""
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            return self._request(connection, "GET", "/v1/info").get("starting") is False

    def query(self, statement):
        """Returns (columns, rows): columns are {"name", "type"}, rows are lists of exact values. Raises QueryFailed."""
        for _ in range(60):
            try:
                return self._run(statement)
            except QueryFailed as failure:
                # A server that has just started announces its catalogs to itself a few seconds later.
                if failure.name != "NO_NODES_AVAILABLE":
                    raise
                time.sleep(0.5)
        return self._run(statement)

    def _run(self, statement):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        try:
            page = self._request(connection, "POST", "/v1/statement", statement.encode())
            columns, raw_rows = None, []
            while True:
                if "error" in page:
                    raise QueryFailed(page["error"])
                columns = page.get("columns", columns)
                raw_rows.extend(page.get("data") or [])
                if "nextUri" not in page:
                    break
                page = self._request(connection, "GET", page["nextUri"].split(f":{self.port}", 1)[1])
        finally:
            connection.close()
        columns = columns or []
        signatures = [column["typeSignature"] for column in columns]
        rows = [[exact.value(cell, signature) for cell, signature in zip(row, signatures)] for row in raw_rows]
        return [{"name": column["name"], "type": exact.type_name(column["typeSignature"])} for column in columns], rows

    def answer(self, statement):
        """What `query` says, as one JSON-ready object: {"columns", "rows"}, or {"error", "message", "line", "column"}."""
        try:
            columns, rows = self.query(statement)
        except QueryFailed as failure:
            place = {} if failure.line is None else {"line": failure.line, "column": failure.column}
            return {"error": failure.name, "message": failure.message, **place}
        return {"columns": columns, "rows": rows}

    def _request(self, connection, method, path, body=None):
        headers = {
            "X-Trino-User": "conformance",
            "X-Trino-Catalog": self.catalog,
            "X-Trino-Schema": self.schema,
            "X-Trino-Time-Zone": "UTC",
            "X-Trino-Language": "en-US",
            "X-Trino-Client-Capabilities": CAPABILITIES,
            "X-Trino-Session": ",".join(f"{name}={value}" for name, value in self.session.items()),
        }
        for _ in range(20):
            connection.request(method, path, body=body, headers=headers)
            response = connection.getresponse()
            content = response.read()
            if response.status == 200:
                # Numbers stay text: what is exact is decided by their type, not by this parser.
                return json.loads(content, parse_float=str, parse_int=str, parse_constant=str)
            if response.status not in (502, 503, 504):
                break
            time.sleep(0.2)
        raise OSError(f"trino answered {response.status} to {method} {path}: {content[:300]!r}")
