-- name: sales_per_region
-- description: Purchases by market and category with their part of the market's money (US dollars)
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
WITH sales AS (
  SELECT
    region,
    category,
    count(*) AS purchases,
    count(DISTINCT user_id) AS known_buyers,
    sum(quantity) AS pieces,
    sum(price * quantity) AS revenue
  FROM user_events
  WHERE dt BETWEEN :from_dt AND :to_dt
    AND event_type = 'purchase'
    AND price IS NOT NULL
    AND quantity IS NOT NULL
  GROUP BY region, category
)
SELECT
  region,
  category,
  purchases,
  known_buyers,
  pieces,
  revenue,
  rank() OVER (PARTITION BY region ORDER BY revenue DESC) AS place,
  round(
    CAST(100 AS double) * CAST(revenue AS double) / CAST(sum(revenue) OVER (PARTITION BY region) AS double),
    2
  ) AS percent_of_region
FROM sales
ORDER BY region NULLS LAST, revenue DESC, category NULLS LAST
