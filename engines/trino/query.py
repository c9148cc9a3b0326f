"""Asks the archive of Visitbook with Trino, on this machine: engines/trino/README.md.

    query.py TRINO ARCHIVE QUERY.sql ...

TRINO is the unpacked server, ARCHIVE a folder. Each QUERY is a file that `./visitbook query NAME --print` wrote: its values and
views are in it. Rows are printed as JSON, one a line; with --out they go to a file for each query instead. The server is started on
loopback, and ended. It finds sites and days as Athena does: by the query, and by projection. JAVA_HOME must be Java 24 or newer.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
TYPES = {"STRING": "varchar", "BIGINT": "bigint", "BOOLEAN": "boolean", "TIMESTAMP": "timestamp(3)"}
START_SECONDS = 180


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trino", help="folder of the unpacked server")
    parser.add_argument("archive", help="folder of the archive")
    parser.add_argument("queries", nargs="+", help="files of SQL")
    parser.add_argument("--out", metavar="FOLDER", help="write NAME.json for each query there")
    return parser.parse_args()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configure(folder, archive, port):
    """One server that is all of the cluster, with Hive's connector and a metastore in a folder."""
    files = {
        "node.properties": ["node.environment=visitbook", f"node.data-dir={folder / 'data'}"],
        "jvm.config": ["-server", "-Xmx2G", "-Duser.timezone=UTC", "--enable-native-access=ALL-UNNAMED"],
        "config.properties": [
            "coordinator=true",
            "node-scheduler.include-coordinator=true",
            f"http-server.http.port={port}",
            "node.internal-address=127.0.0.1",
            f"discovery.uri=http://127.0.0.1:{port}",
        ],
        "catalog/hive.properties": [
            "connector.name=hive",
            "hive.metastore=file",
            "hive.metastore.catalog.dir=local:///metastore",
            "fs.native-local.enabled=true",
            f"local.location={folder / 'root'}",
            "hive.non-managed-table-writes-enabled=true",
            "hive.ignore-absent-partitions=true",
        ],
    }
    for name, lines in files.items():
        path = folder / "etc" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "root" / "metastore").mkdir(parents=True)
    (folder / "root" / "archive").symlink_to(archive)


class Trino:
    """A client of a server's REST interface."""

    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}"

    def call(self, path, body=None):
        request = urllib.request.Request(path if "://" in path else self.address + path, data=body)
        for name, value in {"User": "visitbook", "Catalog": "hive", "Schema": "default", "Time-Zone": "UTC"}.items():
            request.add_header(f"X-Trino-{name}", value)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def wait(self, server):
        for _ in range(START_SECONDS):
            try:
                if not self.call("/v1/info")["starting"]:
                    return
            except (urllib.error.URLError, ConnectionError):
                pass
            if server.poll() is not None:
                break
            time.sleep(1)
        sys.exit("Trino did not start; JAVA_HOME must be Java 24 or newer")

    def run(self, sql):
        """All rows, each by the names of its columns."""
        answer = self.call("/v1/statement", sql.encode())
        columns, rows = [], []
        while True:
            if "error" in answer:
                sys.exit(f"Trino: {answer['error']['message']}")
            columns = answer.get("columns", columns)
            rows += answer.get("data", [])
            if "nextUri" not in answer:
                break
            answer = self.call(answer["nextUri"])
        return [{one["name"]: plain(one["type"], cell) for one, cell in zip(columns, row)} for row in rows]


def plain(kind, cell):
    """An instant as `2026-11-22T15:45:50.123Z`; JSON has all else as it is."""
    if cell is None or not kind.startswith("timestamp"):
        return cell
    day, clock = cell.split(" ")[:2]
    seconds, _, fraction = clock.partition(".")
    return f"{day}T{seconds}.{fraction[:3].ljust(3, '0')}Z"


def tables():
    """The columns of engines/hive/tables.sql, with the projection that the stack gives Athena."""
    text = (HERE.parent / "hive" / "tables.sql").read_text(encoding="utf-8")
    columns = {
        name: [f"{column} {TYPES[kind]}" for column, kind in re.findall(r"^  (\w+) (\w+)", body, re.M)]
        for name, body in re.findall(r"EXISTS (\w+) \((.*?)^\)", text, re.M | re.S)
    }
    partitions = [
        "site varchar WITH (partition_projection_type = 'injected')",
        "day varchar WITH (partition_projection_type = 'date', partition_projection_format = 'yyyy-MM-dd', "
        "partition_projection_range = ARRAY['2020-01-01', 'NOW'], partition_projection_interval = 1, "
        "partition_projection_interval_unit = 'DAYS')",
    ]
    visits = "local:///archive/visits"
    properties = [
        f"external_location = '{visits}'",
        "format = 'PARQUET'",
        "partitioned_by = ARRAY['site', 'day']",
        "partition_projection_enabled = true",
        f"partition_projection_location_template = '{visits}/site=${{site}}/day=${{day}}'",
    ]
    yield f"CREATE TABLE visits ({', '.join(columns['visits'] + partitions)}) WITH ({', '.join(properties)})"
    yield (
        f"CREATE TABLE networks ({', '.join(columns['networks'])}) "
        "WITH (external_location = 'local:///archive/networks', format = 'PARQUET')"
    )


def answer_all(trino, asked):
    trino.run("CREATE SCHEMA IF NOT EXISTS hive.default")
    for statement in tables():
        trino.run(statement)
    for path in map(pathlib.Path, asked.queries):
        rows = trino.run(path.read_text(encoding="utf-8"))
        if asked.out is None:
            for row in rows:
                print(json.dumps(row, ensure_ascii=False))
        else:
            pathlib.Path(asked.out, f"{path.stem}.json").write_text(json.dumps(rows), encoding="utf-8")


def main():
    asked = arguments()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="visitbook-trino-"))
    port = free_port()
    configure(folder, pathlib.Path(asked.archive).resolve(), port)
    java = os.environ.get("JAVA_HOME")
    path = os.environ["PATH"] if java is None else f"{java}/bin:{os.environ['PATH']}"
    launcher = [pathlib.Path(asked.trino) / "bin" / "launcher", "run", "--etc-dir", folder / "etc"]
    with open(folder / "trino.log", "wb") as log:
        server = subprocess.Popen(
            launcher, stdout=log, stderr=log, env={**os.environ, "PATH": path}, start_new_session=True
        )
    try:
        trino = Trino(port)
        trino.wait(server)
        answer_all(trino, asked)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
