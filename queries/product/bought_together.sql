-- name: bought_together
-- description: Pairs of products in one order, and how often who buys the first also takes the second
-- param: min_orders  integer = 2   min=1
-- param: n           integer = 10  min=1  max=1000
WITH ordered AS (
  SELECT DISTINCT o.order_id, i.product_id
  FROM orders AS o
  CROSS JOIN UNNEST(o.items) AS i (product_id, name, quantity, price)
  WHERE i.product_id IS NOT NULL
),
products AS (
  SELECT product_id, count(*) AS orders
  FROM ordered
  GROUP BY product_id
),
pairs AS (
  SELECT a.product_id, b.product_id AS other_product_id, count(*) AS orders
  FROM ordered AS a
  JOIN ordered AS b
    ON b.order_id = a.order_id
    AND b.product_id > a.product_id
  GROUP BY a.product_id, b.product_id
)
SELECT
  pairs.product_id,
  pairs.other_product_id,
  pairs.orders,
  round(CAST(100 AS double) * pairs.orders / products.orders, 2) AS percent_of_first
FROM pairs
JOIN products
  ON products.product_id = pairs.product_id
WHERE pairs.orders >= :min_orders
ORDER BY pairs.orders DESC, pairs.product_id, pairs.other_product_id
LIMIT :n
