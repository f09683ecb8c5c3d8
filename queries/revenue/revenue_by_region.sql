-- name: revenue_by_region
-- description: Purchases and revenue (US dollars) per market and day, the market's part of the day, and the change from its day before
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
WITH days AS (
  SELECT
    dt,
    region,
    count(*) AS purchases,
    sum(price * quantity) AS revenue
  FROM user_events
  WHERE dt BETWEEN :from_dt AND :to_dt
    AND event_type = 'purchase'
    AND price IS NOT NULL
    AND quantity IS NOT NULL
  GROUP BY dt, region
)
SELECT
  dt,
  region,
  purchases,
  revenue,
  round(CAST(100 AS double) * CAST(revenue AS double) / CAST(sum(revenue) OVER (PARTITION BY dt) AS double), 2) AS percent_of_day,
  revenue - lag(revenue) OVER (PARTITION BY region ORDER BY dt) AS change
FROM days
ORDER BY dt, revenue DESC, region NULLS LAST
