-- name: changed_between
-- description: What is different between two moments (UTC): orders added, changed, removed, or both, with their state at each; an order
-- description: whose state before is not in the lake has none
-- param: since  timestamp = '2026-11-18 12:00:00'
-- param: until  timestamp = '2026-11-18 13:00:00'
-- param: what   string? = null  enum='added|changed|removed|added and removed'
-- param: n      integer = 50    min=1  max=1000
WITH ranked AS (
  SELECT
    order_id,
    change_time > :since AS is_after,
    change_type,
    change_time,
    status,
    amount,
    row_number() OVER (
      PARTITION BY order_id, change_time > :since
      ORDER BY date_trunc('second', change_time) DESC, change_sequence DESC, change_id DESC
    ) AS newest,
    row_number() OVER (
      PARTITION BY order_id, change_time > :since
      ORDER BY date_trunc('second', change_time), change_sequence, change_id
    ) AS oldest
  FROM orders_changes
  WHERE dt <= date_format(:until, '%Y-%m-%d')
    AND change_time <= :until
),
states AS (
  SELECT
    order_id,
    max(CASE WHEN NOT is_after AND newest = 1 THEN change_type END) AS type_before,
    max(CASE WHEN NOT is_after AND newest = 1 THEN status END) AS status_before,
    max(CASE WHEN NOT is_after AND newest = 1 THEN amount END) AS amount_before,
    max(CASE WHEN is_after AND oldest = 1 THEN change_type END) AS first_type_after,
    max(CASE WHEN is_after AND newest = 1 THEN change_type END) AS type_after,
    max(CASE WHEN is_after AND newest = 1 THEN status END) AS status_after,
    max(CASE WHEN is_after AND newest = 1 THEN amount END) AS amount_after,
    max(CASE WHEN is_after AND newest = 1 THEN change_time END) AS last_changed
  FROM ranked
  GROUP BY order_id
),
differences AS (
  SELECT
    CASE
      WHEN coalesce(type_before, CASE WHEN first_type_after = 'insert' THEN 'remove' END, 'modify') <> 'remove'
        THEN CASE WHEN type_after = 'remove' THEN 'removed' ELSE 'changed' END
      WHEN type_after = 'remove' THEN 'added and removed'
      ELSE 'added'
    END AS what,
    order_id,
    status_before,
    status_after,
    amount_before,
    amount_after,
    last_changed
  FROM states
  WHERE type_after IS NOT NULL
)
SELECT order_id, what, status_before, status_after, amount_before, amount_after, last_changed
FROM differences
WHERE CAST(:what AS varchar) IS NULL
  OR what = CAST(:what AS varchar)
ORDER BY last_changed DESC, order_id
LIMIT :n
