-- Where people came from. Null is who came directly, or whose browser did not say.
SELECT site, referrer_group, referrer_host, COUNT(*) AS visits, COUNT(DISTINCT visitor) AS visitors
FROM visits_now
WHERE site IN (:sites) AND day BETWEEN :first_day AND :last_day AND NOT is_bot AND NOT is_own
  AND (referrer_group IS NULL OR referrer_group <> 'internal')
GROUP BY site, referrer_group, referrer_host
ORDER BY site, visits DESC, referrer_host NULLS LAST, referrer_group NULLS LAST
