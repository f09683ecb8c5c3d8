-- name: bought_together
-- description: Pairs of products in one order, and how often who buys the first also takes the second
-- param: min_orders  integer = 2   min=1
-- param: n           integer = 10  min=1  max=1000
WITH baskets AS (
  SELECT array_distinct(transform(items, item -> item.product_id)) AS products
  FROM orders
),
pairs AS (
  -- A product together with itself: the orders that it is on.
  SELECT a.product_id, b.product_id AS other_product_id, count(*) AS orders
  FROM baskets
  CROSS JOIN UNNEST(products) AS a (product_id)
  CROSS JOIN UNNEST(products) AS b (product_id)
  WHERE b.product_id >= a.product_id
  GROUP BY a.product_id, b.product_id
),
shares AS (
  SELECT
    product_id,
    other_product_id,
    orders,
    max(CASE WHEN other_product_id = product_id THEN orders END) OVER (PARTITION BY product_id) AS of_first
  FROM pairs
)
SELECT
  product_id,
  other_product_id,
  orders,
  round(CAST(100 AS double) * orders / of_first, 2) AS percent_of_first
FROM shares
WHERE other_product_id > product_id
  AND orders >= :min_orders
ORDER BY orders DESC, product_id, other_product_id
LIMIT :n
