-- The archive as Hive's external tables: engines/hive/README.md. Put the archive's address for ${archive}, such as
-- s3a://BUCKET or hdfs:///visitbook. Dropping them leaves the files. A test holds the columns equal to the archive's.
CREATE EXTERNAL TABLE IF NOT EXISTS visits (
  visit_id STRING,
  visited_at TIMESTAMP,
  host STRING,
  page STRING,
  title STRING,
  network_id STRING,
  as_number BIGINT,
  holder_key STRING,
  reverse_domain STRING,
  organisation_key STRING,
  organisation_name STRING,
  organisation_kind STRING,
  web_domain STRING,
  confidence STRING,
  evidence STRING,
  bot_reason STRING,
  bot_operator STRING,
  bot_purpose STRING,
  referrer_host STRING,
  referrer_path STRING,
  referrer_group STRING,
  utm_source STRING,
  utm_medium STRING,
  utm_campaign STRING,
  utm_term STRING,
  utm_content STRING,
  country STRING,
  region STRING,
  city STRING,
  browser_language STRING,
  time_zone STRING,
  screen_size STRING,
  viewport_size STRING,
  user_agent STRING,
  browser STRING,
  operating_system STRING,
  device STRING,
  ip_address STRING,
  visitor STRING,
  http_version STRING,
  driven_by_program BOOLEAN,
  fetched_assets BOOLEAN,
  seconds_in_front BIGINT,
  reach BIGINT,
  acted BOOLEAN,
  section_seconds STRING,
  used_links STRING,
  owner_visit BOOLEAN,
  recipient_code STRING,
  scanned BOOLEAN,
  fetched BOOLEAN
)
PARTITIONED BY (site STRING, day STRING)
STORED AS PARQUET
LOCATION '${archive}/visits';

-- Finds new sites and days; run it again after each.
MSCK REPAIR TABLE visits;

CREATE EXTERNAL TABLE IF NOT EXISTS networks (
  network_id STRING,
  organisation_key STRING,
  organisation_name STRING,
  organisation_kind STRING,
  web_domain STRING,
  confidence STRING,
  evidence STRING,
  is_own BOOLEAN
)
STORED AS PARQUET
LOCATION '${archive}/networks';
