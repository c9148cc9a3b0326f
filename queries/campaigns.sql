-- What the links said that people followed (utm_source and the others).
SELECT site, utm_source, utm_medium, utm_campaign, COUNT(*) AS visits, COUNT(DISTINCT visitor) AS visitors
FROM visits_now
WHERE site IN (:sites) AND day BETWEEN :first_day AND :last_day AND NOT is_bot AND NOT is_own
  AND COALESCE(utm_source, utm_medium, utm_campaign) IS NOT NULL
GROUP BY site, utm_source, utm_medium, utm_campaign
ORDER BY site, visits DESC, utm_source NULLS LAST, utm_medium NULLS LAST, utm_campaign NULLS LAST
