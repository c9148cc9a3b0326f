-- The pages that people read, and by how many organisations.
SELECT
  site,
  page,
  COUNT(*) AS visits,
  COUNT(DISTINCT visitor) AS visitors,
  COUNT(DISTINCT CASE
    WHEN organisation_kind IN ('business', 'education', 'government') THEN organisation_key
  END) AS organisations
FROM visits_now
WHERE site IN (:sites) AND day BETWEEN :first_day AND :last_day AND NOT is_bot AND NOT is_own
GROUP BY site, page
ORDER BY site, visits DESC, page
