-- name: conversions_per_product
-- description: What became of each product's views: cart additions, purchases, pieces and money (US dollars)
-- param: from_dt    string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt      string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- param: min_views  integer = 20           min=0
-- param: n          integer = 10           min=1  max=1000
WITH products AS (
  SELECT
    product_id,
    min(category) AS category,
    count(*) FILTER (WHERE event_type = 'view') AS views,
    count(*) FILTER (WHERE event_type = 'cart') AS carts,
    count(*) FILTER (WHERE event_type = 'purchase') AS purchases,
    sum(CASE WHEN event_type = 'purchase' THEN quantity ELSE 0 END) AS pieces,
    sum(CASE WHEN event_type = 'purchase' THEN price * quantity END) AS revenue
  FROM user_events
  WHERE dt BETWEEN :from_dt AND :to_dt
    AND product_id IS NOT NULL
  GROUP BY product_id
)
SELECT
  product_id,
  category,
  views,
  carts,
  purchases,
  pieces,
  revenue,
  round(CAST(100 AS double) * purchases / views, 2) AS percent_bought
FROM products
WHERE views >= :min_views
  AND views > 0
ORDER BY revenue DESC NULLS LAST, product_id
LIMIT :n
