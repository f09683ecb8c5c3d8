-- name: product_metrics
-- description: Views, cart additions and purchases of each product and day, and what part of one became the next
-- param: from_dt     string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt       string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- param: product_id  string? = null
-- param: min_views   integer = 5            min=0
WITH metrics AS (
  SELECT
    dt,
    product_id,
    min(category) AS category,
    count_if(event_type = 'view') AS views,
    count_if(event_type = 'cart') AS carts,
    count_if(event_type = 'purchase') AS purchases,
    sum(CASE WHEN event_type = 'purchase' THEN quantity ELSE 0 END) AS pieces,
    sum(CASE WHEN event_type = 'purchase' THEN price * quantity END) AS revenue
  FROM user_events
  WHERE dt BETWEEN :from_dt AND :to_dt
    AND product_id IS NOT NULL
    AND (CAST(:product_id AS varchar) IS NULL OR product_id = CAST(:product_id AS varchar))
  GROUP BY dt, product_id
)
SELECT
  dt,
  product_id,
  category,
  views,
  carts,
  purchases,
  pieces,
  revenue,
  round(CAST(100 AS double) * carts / nullif(views, 0), 2) AS percent_cart,
  round(CAST(100 AS double) * purchases / nullif(carts, 0), 2) AS percent_bought_of_cart,
  round(CAST(100 AS double) * purchases / nullif(views, 0), 2) AS percent_bought
FROM metrics
WHERE views >= :min_views
ORDER BY dt, views DESC, product_id
