-- name: order_state
-- description: The newest state of one order, also when it is gone (then the state before); without an order, of the one that changed last
-- param: order_id  string? = null
-- param: from_dt   string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt     string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
WITH changes AS (
  SELECT
    order_id,
    change_type,
    change_time,
    change_expired,
    customer_id,
    status,
    amount,
    currency,
    items,
    shipping_city,
    version,
    undeclared,
    rescued,
    row_number() OVER (
      PARTITION BY order_id
      ORDER BY date_trunc('second', change_time) DESC, change_sequence DESC, change_id DESC
    ) AS newest,
    row_number() OVER (
      PARTITION BY order_id, change_type = 'remove'
      ORDER BY date_trunc('second', change_time) DESC, change_sequence DESC, change_id DESC
    ) AS newest_of_kind
  FROM orders_changes
  WHERE dt BETWEEN :from_dt AND :to_dt
    AND (CAST(:order_id AS varchar) IS NULL OR order_id = CAST(:order_id AS varchar))
),
last_change AS (
  SELECT order_id, change_type, change_time, change_expired
  FROM changes
  WHERE newest = 1
  ORDER BY change_time DESC, order_id
  LIMIT 1
)
SELECT
  l.order_id,
  CASE WHEN l.change_type <> 'remove' THEN 'there' WHEN l.change_expired THEN 'expired' ELSE 'removed' END AS now,
  l.change_time AS since,
  s.customer_id,
  s.status,
  s.amount,
  coalesce(s.currency, 'USD') AS currency,
  cardinality(s.items) AS order_lines,
  s.shipping_city,
  s.version,
  s.undeclared,
  s.rescued
FROM last_change AS l
LEFT JOIN changes AS s
  ON s.order_id = l.order_id
  AND s.change_type <> 'remove'
  AND s.newest_of_kind = 1
ORDER BY l.order_id
