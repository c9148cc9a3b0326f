-- Each organisation that came to a site, by people, and not from the owner's own networks. A visitor is a browser on one
-- UTC day.
SELECT
  site,
  organisation_key,
  MIN(organisation_name) AS organisation_name,
  MIN(organisation_kind) AS organisation_kind,
  COUNT(*) AS visits,
  COUNT(DISTINCT visitor) AS visitors,
  MIN(visited_at) AS first_seen,
  MAX(visited_at) AS last_seen,
  MIN(day) AS first_day,
  MAX(day) AS last_day
FROM visits_now
WHERE organisation_kind IN ('business', 'education', 'government') AND NOT is_bot AND NOT is_own
GROUP BY site, organisation_key
