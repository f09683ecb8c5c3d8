-- name: inventory_velocity
-- description: How fast products leave the warehouse: pieces shipped and returned, net pieces per day over all days and over the last
-- description: ones, and the stock that lasts for some days at that pace
-- param: from_dt      string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt        string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- param: recent_days  integer = 3            min=1   max=365
-- param: cover_days   integer = 14           min=1   max=365
-- param: n            integer = 20           min=1   max=1000
WITH moves AS (
  -- An order is shipped once and returned once, however often that change arrived.
  SELECT
    order_id,
    status,
    dt,
    items,
    row_number() OVER (PARTITION BY order_id, status ORDER BY date_trunc('second', change_time), change_sequence, change_id) AS nth
  FROM orders_changes
  WHERE dt BETWEEN :from_dt AND :to_dt
    AND change_type = 'modify'
    AND status IN ('shipped', 'returned')
),
pieces AS (
  SELECT
    i.product_id,
    CAST(m.dt AS date) > date_add('day', -:recent_days, CAST(:to_dt AS date)) AS is_recent,
    CASE WHEN m.status = 'shipped' THEN i.quantity ELSE 0 END AS shipped,
    CASE WHEN m.status = 'returned' THEN i.quantity ELSE 0 END AS returned
  FROM moves AS m
  CROSS JOIN UNNEST(m.items) AS i (product_id, name, quantity, price)
  WHERE m.nth = 1
    AND i.product_id IS NOT NULL
),
products AS (
  SELECT
    product_id,
    sum(shipped) AS shipped,
    sum(returned) AS returned,
    CAST(sum(shipped - returned) AS double)
      / (date_diff('day', CAST(:from_dt AS date), CAST(:to_dt AS date)) + 1) AS per_day,
    CAST(sum(CASE WHEN is_recent THEN shipped - returned ELSE 0 END) AS double)
      / least(:recent_days, date_diff('day', CAST(:from_dt AS date), CAST(:to_dt AS date)) + 1) AS per_day_recent
  FROM pieces
  GROUP BY product_id
)
SELECT
  product_id,
  shipped,
  returned,
  round(per_day, 2) AS per_day,
  round(per_day_recent, 2) AS per_day_recent,
  round(per_day_recent - per_day, 2) AS change_per_day,
  CAST(greatest(ceiling(per_day_recent * :cover_days), 0) AS bigint) AS stock_to_hold
FROM products
ORDER BY per_day_recent DESC, shipped DESC, product_id
LIMIT :n
