"""Asks the archive of Visitbook with Spark: engines/spark/README.md.

    query.py ARCHIVE QUERY.sql ...

ARCHIVE is a folder or s3://BUCKET. Each QUERY is a file that `./visitbook query NAME --print` wrote: its values and views are
in it. Rows are printed as JSON, one a line; with --out they go to a file for each query instead.
"""

import argparse
import datetime
import decimal
import json
import os
import pathlib
import re
import time
import urllib.parse

from pyspark.sql import SparkSession
from pyspark.sql.functions import lit

HERE = pathlib.Path(__file__).resolve().parent


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", help="folder of the archive, or s3://BUCKET")
    parser.add_argument("queries", nargs="+", help="files of SQL, local or s3://")
    parser.add_argument("--hive", metavar="FOLDER", help="make Hive's tables in a metastore in FOLDER, and ask those")
    parser.add_argument("--out", metavar="FOLDER", help="write NAME.json for each query there")
    return parser.parse_args()


def session(hive):
    """One that tells all times in UTC, and takes sites and days for text."""
    builder = (
        SparkSession.builder.appName("visitbook")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
        .config("spark.ui.enabled", "false")
    )
    if hive is not None:
        folder = pathlib.Path(hive).resolve()
        builder = (
            builder.enableHiveSupport()
            .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
            .config("spark.driver.extraJavaOptions", f"-Dderby.system.home={folder}")  # where its log goes
            .config(
                "spark.hadoop.javax.jdo.option.ConnectionURL",
                f"jdbc:derby:;databaseName={folder / 'metastore'};create=true",
            )
        )
    return builder.getOrCreate()


def read_files(spark, archive):
    """Spark finds the partitions by the names of folders."""
    visits = spark.read.option("mergeSchema", "true").parquet(f"{archive}/visits")
    for name, kind in columns_of_visits():  # what was added later is null where all files are older
        if name not in visits.columns:
            visits = visits.withColumn(name, lit(None).cast(kind))
    visits.createOrReplaceTempView("visits")
    spark.read.parquet(f"{archive}/networks").createOrReplaceTempView("networks")


def columns_of_visits():
    """The name and type of each column, by engines/hive/tables.sql."""
    text = (HERE.parent / "hive" / "tables.sql").read_text(encoding="utf-8")
    body = re.search(r"EXISTS visits \((.*?)\n\)", text, re.DOTALL).group(1)
    return re.findall(r"^  (\w+) (\w+)", body, re.MULTILINE)


def make_tables(spark, archive):
    """The tables of engines/hive/tables.sql; partitions are looked for."""
    text = (HERE.parent / "hive" / "tables.sql").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("--")]
    for statement in "\n".join(lines).split(";"):
        if statement.strip():
            spark.sql(statement.replace("${archive}", archive))


def text_of(spark, path):
    if "://" not in path:
        return pathlib.Path(path).read_text(encoding="utf-8")
    return "\n".join(row.value for row in spark.read.text(path).collect())


def plain(value):
    """A value as JSON has it: an instant as `2026-11-22T15:45:50.123Z`, a day as `2026-11-22`."""
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="milliseconds") + "Z"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def main():
    asked = arguments()
    os.environ["TZ"] = "UTC"  # collect() tells instants by the clock of this process
    time.tzset()
    spark = session(asked.hive)
    spark.sparkContext.setLogLevel("ERROR")
    archive = asked.archive if "://" in asked.archive else pathlib.Path(asked.archive).resolve().as_uri()
    if asked.hive is None:
        read_files(spark, archive)
    else:
        make_tables(spark, archive)
    for path in asked.queries:
        found = spark.sql(text_of(spark, path))
        rows = [dict(zip(found.columns, map(plain, row))) for row in found.collect()]
        if asked.out is None:
            for row in rows:
                print(json.dumps(row, ensure_ascii=False))
        else:
            name = pathlib.PurePosixPath(urllib.parse.urlparse(path).path).stem
            pathlib.Path(asked.out, f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    spark.stop()


if __name__ == "__main__":
    main()
