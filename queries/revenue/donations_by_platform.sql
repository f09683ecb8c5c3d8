-- name: donations_by_platform
-- description: Donations at the checkout (US dollars) per day and platform, with the running totals of the platform and of all
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- param: cause    string? = null         enum=forests|schools|shelters
WITH days AS (
  SELECT
    dt,
    platform,
    count(*) AS donations,
    sum(price) AS given,
    max(price) AS largest
  FROM user_events
  WHERE dt BETWEEN :from_dt AND :to_dt
    AND event_type = 'donation'
    AND price IS NOT NULL
    AND (CAST(:cause AS varchar) IS NULL OR category = CAST(:cause AS varchar))
  GROUP BY dt, platform
)
SELECT
  dt,
  platform,
  donations,
  given,
  largest,
  sum(given) OVER (PARTITION BY platform ORDER BY dt) AS given_on_platform_so_far,
  sum(given) OVER (ORDER BY dt, platform NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS given_so_far
FROM days
ORDER BY dt, platform NULLS LAST
