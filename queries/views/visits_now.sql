-- Each visit with its organisation as it is known today: corrections change it without a file of visits being touched.
-- A network's row tells. Where it has none, as a domain by reverse DNS, that of the organisation does, if the owner
-- corrected it; else what was known when the visit was written. All engines of engines/ read this very text.
SELECT
  v.site,
  v.day,
  CAST(date_trunc('week', CAST(v.day AS DATE)) AS DATE) AS week_start,
  v.visit_id,
  v.visited_at,
  v.host,
  v.page,
  v.title,
  v.network_id,
  v.as_number,
  v.holder_key,
  v.reverse_domain,
  COALESCE(n.organisation_key, o.organisation_key, v.organisation_key) AS organisation_key,
  COALESCE(n.organisation_name, o.organisation_name, v.organisation_name) AS organisation_name,
  COALESCE(n.organisation_kind, o.organisation_kind, v.organisation_kind) AS organisation_kind,
  CASE
    WHEN n.network_id IS NOT NULL THEN n.web_domain
    WHEN o.network_id IS NOT NULL THEN o.web_domain
    ELSE v.web_domain
  END AS web_domain,
  COALESCE(n.confidence, o.confidence, v.confidence) AS confidence,
  COALESCE(n.evidence, o.evidence, v.evidence) AS evidence,
  COALESCE(n.is_own, o.is_own, FALSE) AS is_own,
  v.bot_reason IS NOT NULL AS is_bot,
  v.bot_reason,
  v.bot_operator,
  v.bot_purpose,
  v.referrer_host,
  v.referrer_path,
  v.referrer_group,
  v.utm_source,
  v.utm_medium,
  v.utm_campaign,
  v.utm_term,
  v.utm_content,
  v.country,
  v.region,
  v.city,
  v.browser_language,
  v.time_zone,
  v.screen_size,
  v.viewport_size,
  v.user_agent,
  v.browser,
  v.operating_system,
  v.device,
  v.ip_address,
  v.visitor,
  v.http_version,
  v.driven_by_program,
  v.fetched_assets,
  v.seconds_in_front,
  v.reach,
  v.acted,
  v.section_seconds,
  v.used_links
FROM visits v
LEFT JOIN networks n ON n.network_id = v.network_id
LEFT JOIN networks o ON o.network_id = CASE WHEN n.network_id IS NULL THEN v.organisation_key END
