-- name: orders_per_city
-- description: Where parcels go: orders per city, with their size and how many are still on the way
-- param: n  integer = 10  min=1  max=1000
SELECT
  o.shipping.country AS country,
  o.shipping_city AS city,
  count(*) AS orders,
  count(*) FILTER (WHERE o.status IN ('paid', 'packed', 'shipped')) AS on_the_way,
  sum(CAST(cardinality(o.items) AS bigint)) AS order_lines,
  count(DISTINCT o.customer_id) AS customers
FROM orders AS o
GROUP BY o.shipping.country, o.shipping_city
ORDER BY orders DESC, city NULLS LAST, country NULLS LAST
LIMIT :n
