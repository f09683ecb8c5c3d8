-- name: quarantine
-- description: Records that did not land, by table and reason: how many, how many different ones, their bytes, and when Firehose got them
-- description: (null when the helper landed them)
WITH records AS (
  SELECT
    'orders' AS table_name,
    coalesce(errorcode, lasterrorcode) AS reason,
    coalesce(errormessage, lasterrormessage) AS message,
    rawdata,
    arrivaltimestamp
  FROM orders_quarantine
  UNION ALL
  SELECT
    'user_events' AS table_name,
    coalesce(errorcode, lasterrorcode) AS reason,
    coalesce(errormessage, lasterrormessage) AS message,
    rawdata,
    arrivaltimestamp
  FROM user_events_quarantine
)
SELECT
  table_name,
  reason,
  count(*) AS records,
  count(DISTINCT rawdata) AS different_records,
  sum(length(from_base64(rawdata))) AS bytes,
  from_unixtime(min(arrivaltimestamp) / 1000) AS first_arrival,
  from_unixtime(max(arrivaltimestamp) / 1000) AS last_arrival,
  min(message) AS example
FROM records
GROUP BY table_name, reason
ORDER BY table_name, records DESC, reason NULLS LAST
