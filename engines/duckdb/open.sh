#!/bin/sh
# Opens the archive in DuckDB's own shell, with its tables and views: engines/duckdb/README.md.
#   open.sh [ARCHIVE]     a folder (default: .visitbook/archive), or s3://BUCKET
set -eu
archive=${1:-.visitbook/archive}
views=$(cd "$(dirname "$0")/../../queries/views" && pwd)
# No row with every column: what was added later is null where all files are older.
columns=$(sed -n '/EXISTS visits (/,/^)/s/^  \([a-z_]*\) \([A-Z]*\).*/CAST(NULL AS \2) AS \1,/p' "$views/../../engines/hive/tables.sql" | grep -v TIMESTAMP)
init=$(mktemp)
trap 'rm -f "$init"' EXIT
{
  case $archive in
  s3://*) echo "INSTALL httpfs; LOAD httpfs; CREATE SECRET (TYPE s3, PROVIDER credential_chain);" ;;
  esac
  echo "SET TimeZone = 'UTC';"
  echo "CREATE VIEW visits AS SELECT * FROM read_parquet('$archive/visits/*/*/*.parquet', union_by_name = true,"
  echo "  hive_partitioning = true, hive_types = {site: VARCHAR, day: VARCHAR})"
  echo "UNION ALL BY NAME SELECT ${columns%,} WHERE FALSE;"
  echo "CREATE VIEW networks AS SELECT * FROM read_parquet('$archive/networks/networks.parquet');"
  for name in visits_now organisations; do
    echo "CREATE VIEW $name AS"
    cat "$views/$name.sql"
    echo ";"
  done
} >"$init"
duckdb -init "$init"
