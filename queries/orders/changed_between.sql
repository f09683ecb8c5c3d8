-- name: changed_between
-- description: What is different between two moments (UTC): orders added, changed, removed, or both, with their state at each; an order
-- description: whose state before is not in the lake has none
-- param: since  timestamp = '2026-11-18 12:00:00'
-- param: until  timestamp = '2026-11-18 13:00:00'
-- param: what   string? = null  enum='added|changed|removed|added and removed'
-- param: n      integer = 50    min=1  max=1000
WITH changes AS (
  SELECT
    order_id,
    change_type,
    change_time > :since AS is_after,
    ROW(date_trunc('second', change_time), change_sequence, change_id) AS place,
    CAST(
      ROW(change_type, change_time, status, amount)
      AS ROW(type varchar, time timestamp, status varchar, amount decimal(12, 2))
    ) AS state
  FROM orders_changes
  WHERE dt <= date_format(:until, '%Y-%m-%d')
    AND change_time <= :until
),
states AS (
  SELECT
    order_id,
    max_by(state, place) FILTER (WHERE NOT is_after) AS before,
    min_by(change_type, place) FILTER (WHERE is_after) AS first_type_after,
    max_by(state, place) FILTER (WHERE is_after) AS after
  FROM changes
  GROUP BY order_id
),
differences AS (
  SELECT
    CASE
      WHEN coalesce(before.type, CASE WHEN first_type_after = 'insert' THEN 'remove' END, 'modify') <> 'remove'
        THEN CASE WHEN after.type = 'remove' THEN 'removed' ELSE 'changed' END
      WHEN after.type = 'remove' THEN 'added and removed'
      ELSE 'added'
    END AS what,
    order_id,
    before.status AS status_before,
    after.status AS status_after,
    before.amount AS amount_before,
    after.amount AS amount_after,
    after.time AS last_changed
  FROM states
  WHERE after IS NOT NULL
)
SELECT order_id, what, status_before, status_after, amount_before, amount_after, last_changed
FROM differences
WHERE CAST(:what AS varchar) IS NULL
  OR what = CAST(:what AS varchar)
ORDER BY last_changed DESC, order_id
LIMIT :n
