-- Where people's networks are registered, by country.
SELECT site, country, COUNT(*) AS visits, COUNT(DISTINCT visitor) AS visitors
FROM visits_now
WHERE site IN (:sites) AND day BETWEEN :first_day AND :last_day AND NOT is_bot AND NOT is_own
GROUP BY site, country
ORDER BY site, visits DESC, country NULLS LAST
