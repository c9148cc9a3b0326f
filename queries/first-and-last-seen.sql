-- When each organisation came for the first and for the last time ever: those that came within the days, or around them.
SELECT site, organisation_key, organisation_name, organisation_kind, first_seen, last_seen, visits, visitors
FROM organisations
WHERE site IN (:sites) AND last_day >= :first_day AND first_day <= :last_day
ORDER BY site, last_seen DESC, organisation_key
