-- Which organisations came in each month.
SELECT
  site,
  substr(day, 1, 7) AS visit_month,
  organisation_key,
  MIN(organisation_name) AS organisation_name,
  MIN(organisation_kind) AS organisation_kind,
  COUNT(*) AS visits,
  COUNT(DISTINCT visitor) AS visitors
FROM visits_now
WHERE site IN (:sites) AND day BETWEEN :first_day AND :last_day
  AND organisation_kind IN ('business', 'education', 'government') AND NOT is_bot AND NOT is_own
GROUP BY site, substr(day, 1, 7), organisation_key
ORDER BY site, visit_month, visits DESC, organisation_key
