-- JSON payloads: DynamoDB items, Segment calls, Stripe and GitHub webhooks, CloudTrail and EventBridge records, parsed and reported.

-- case: github_push_commits_by_author
-- note: commits array unnested, author names grouped, files flattened, branch by a regular expression
WITH ev(body) AS (
  VALUES '{"ref":"refs/heads/main","pusher":{"name":"ann"},"commits":[{"id":"a1f","author":{"name":"ann"},"added":["x.py"],"modified":["y.py","z.py"]},{"id":"b2e","author":{"name":"bob"},"added":[],"modified":["y.py"]}]}',
         '{"ref":"refs/tags/v1.2","pusher":{"name":"bot"},"commits":[]}',
         '{"ref":"refs/heads/feature/login-2","pusher":{"name":"bob"},"commits":[{"id":"c3d","author":{"name":"bob"},"added":["l.py"],"modified":[]}]}'
),
commits AS (
  SELECT regexp_extract(json_extract_scalar(body, '$.ref'), '^refs/(heads|tags)/(.+)$', 2) AS branch, c
  FROM ev
  CROSS JOIN UNNEST(CAST(json_extract(body, '$.commits') AS array(json))) AS u(c)
)
SELECT json_extract_scalar(c, '$.author.name') AS author,
       count(*) AS commits,
       array_sort(array_distinct(flatten(array_agg(CAST(json_extract(c, '$.modified') AS array(varchar)) || CAST(json_extract(c, '$.added') AS array(varchar)))))) AS files,
       array_join(array_sort(array_agg(DISTINCT branch)), ', ') AS branches
FROM commits
GROUP BY 1
ORDER BY author

-- case: github_pull_request_cycle_time
-- note: opened and merged events matched by number, ISO texts parsed, hours with a decimal
WITH h(j) AS (
  VALUES JSON '{"action":"opened","number":7,"at":"2026-02-01T09:00:00Z","labels":[{"name":"bug"}]}',
         JSON '{"action":"closed","number":7,"merged":true,"at":"2026-02-02T10:30:00Z"}',
         JSON '{"action":"opened","number":8,"at":"2026-02-01T12:00:00+02:00","labels":[]}',
         JSON '{"action":"closed","number":8,"merged":false,"at":"2026-02-01T12:00:00Z"}',
         JSON '{"action":"opened","number":9,"at":"2026-02-03T00:00:00Z"}'
),
e AS (
  SELECT CAST(json_extract(j, '$.number') AS integer) AS num,
         json_extract_scalar(j, '$.action') AS action,
         CAST(json_extract(j, '$.merged') AS boolean) AS merged,
         from_iso8601_timestamp(json_extract_scalar(j, '$.at')) AS at
  FROM h
)
SELECT o.num, c.merged, round(date_diff('minute', o.at, c.at) / 60.0, 2) AS hours, coalesce(c.merged, false) AS shipped
FROM e o
LEFT JOIN e c ON c.num = o.num AND c.action = 'closed'
WHERE o.action = 'opened'
ORDER BY hours DESC NULLS LAST, o.num

-- case: stripe_charges_net_of_fees
-- note: expanded objects, amounts in cents by currency exponent, failed ones with codes
WITH charges(line) AS (
  VALUES '{"id":"ch_1","object":"charge","amount":2000,"currency":"usd","status":"succeeded","balance_transaction":{"fee":88,"net":1912},"metadata":{"order_id":"6735"}}',
         '{"id":"ch_2","object":"charge","amount":500,"currency":"jpy","status":"succeeded","balance_transaction":{"fee":18,"net":482},"metadata":{}}',
         '{"id":"ch_3","object":"charge","amount":999,"currency":"usd","status":"failed","failure_code":"card_declined","balance_transaction":null,"metadata":{"order_id":""}}'
),
p AS (
  SELECT json_extract_scalar(line, '$.id') AS id,
         upper(json_extract_scalar(line, '$.currency')) AS ccy,
         CAST(json_extract_scalar(line, '$.amount') AS decimal(12, 0)) AS amount,
         CAST(json_extract_scalar(line, '$.balance_transaction.fee') AS bigint) AS fee,
         json_extract_scalar(line, '$.failure_code') AS failure,
         nullif(json_extract_scalar(line, '$.metadata.order_id'), '') AS order_id
  FROM charges
)
SELECT id, ccy, IF(ccy = 'JPY', amount, amount / DECIMAL '100.00') AS major, fee * 100e0 / amount AS fee_pct, coalesce(failure, 'ok') AS outcome, order_id
FROM p
ORDER BY id

-- case: stripe_subscription_items_map
-- note: metadata as a map of text, keys listed, item quantities summed in a lambda
SELECT json_extract_scalar(j, '$.id') AS sub,
       map_keys(CAST(json_extract(j, '$.metadata') AS map(varchar, varchar))) AS meta_keys,
       reduce(CAST(json_extract(j, '$.items.data') AS array(row(price varchar, quantity integer))), 0, (s, r) -> s + r.quantity, s -> s) AS seats,
       transform(CAST(json_extract(j, '$.items.data') AS array(row(price varchar, quantity integer))), r -> r.price) AS prices
FROM (VALUES
  JSON '{"id":"sub_1","metadata":{"team":"blue"},"items":{"data":[{"price":"pro","quantity":3},{"price":"addon","quantity":1}]}}',
  JSON '{"id":"sub_2","metadata":{},"items":{"data":[]}}') AS t(j)
ORDER BY sub

-- case: segment_track_and_identify_join
-- fails: column not found
-- note: anonymous ids stitched to user ids through identify calls, then events counted per person
WITH calls(j) AS (
  VALUES '{"type":"page","anonymousId":"an1","messageId":"m1","timestamp":"2026-04-01T00:00:01.250Z","properties":{"path":"/","title":"Home"}}',
         '{"type":"identify","anonymousId":"an1","userId":"u1","messageId":"m2","timestamp":"2026-04-01T00:01:00.000Z","traits":{"plan":"pro"}}',
         '{"type":"track","anonymousId":"an1","event":"Clicked","messageId":"m3","timestamp":"2026-04-01T00:02:00.000Z","properties":{"value":3.5}}',
         '{"type":"track","anonymousId":"an2","event":"Clicked","messageId":"m4","timestamp":"2026-04-01T00:03:00.000Z","properties":{"value":"7"}}',
         '{"type":"track","anonymousId":"an1","event":"Clicked","messageId":"m3","timestamp":"2026-04-01T00:02:00.000Z","properties":{"value":3.5}}'
),
parsed AS (
  SELECT DISTINCT json_extract_scalar(j, '$.messageId') AS id,
         json_extract_scalar(j, '$.type') AS type,
         json_extract_scalar(j, '$.anonymousId') AS anon,
         json_extract_scalar(j, '$.userId') AS uid,
         TRY_CAST(json_extract_scalar(j, '$.properties.value') AS double) AS val
  FROM calls
),
who AS (
  SELECT anon, max(uid) AS uid FROM parsed WHERE type = 'identify' GROUP BY anon
)
SELECT coalesce(w.uid, 'anon:' || p.anon) AS person,
       count(*) AS messages,
       count(*) FILTER (WHERE p.type = 'track') AS tracks,
       sum(p.val) AS value
FROM parsed p
LEFT JOIN who w USING (anon)
GROUP BY 1
ORDER BY messages DESC, person

-- case: dynamodb_export_types_unwrapped
-- note: typed attribute values to text by the first key of the inner map
WITH items(line) AS (
  VALUES '{"Item":{"pk":{"S":"ORD#1"},"total":{"N":"12.50"},"paid":{"BOOL":true},"note":{"NULL":true}}}',
         '{"Item":{"pk":{"S":"ORD#2"},"total":{"N":"-3"},"tags":{"L":[{"S":"a"},{"N":"1"}]}}}'
),
attrs AS (
  SELECT json_extract_scalar(line, '$.Item.pk.S') AS pk, a.name, a.v
  FROM items
  CROSS JOIN UNNEST(CAST(json_extract(line, '$.Item') AS map(varchar, json))) AS a(name, v)
)
SELECT pk, name, map_keys(CAST(v AS map(varchar, json)))[1] AS type_code,
       coalesce(json_extract_scalar(v, '$.S'), json_extract_scalar(v, '$.N'), json_extract_scalar(v, '$.BOOL'), json_format(json_extract(v, '$.L'))) AS val
FROM attrs
WHERE name <> 'pk'
ORDER BY pk, name

-- case: cloudtrail_console_logins
-- note: nested Records, MFA flag text, failures by address with first and last time
WITH files(body) AS (
  VALUES '{"Records":[{"eventTime":"2026-01-01T01:00:00Z","eventName":"ConsoleLogin","sourceIPAddress":"203.0.113.5","responseElements":{"ConsoleLogin":"Failure"},"additionalEventData":{"MFAUsed":"No"},"userIdentity":{"type":"IAMUser","userName":"eve"}},{"eventTime":"2026-01-01T01:00:09Z","eventName":"ConsoleLogin","sourceIPAddress":"203.0.113.5","responseElements":{"ConsoleLogin":"Success"},"additionalEventData":{"MFAUsed":"No"},"userIdentity":{"type":"IAMUser","userName":"eve"}}]}',
         '{"Records":[{"eventTime":"2026-01-02T00:00:00Z","eventName":"ConsoleLogin","sourceIPAddress":"198.51.100.7","responseElements":{"ConsoleLogin":"Success"},"additionalEventData":{"MFAUsed":"Yes"},"userIdentity":{"type":"Root"}},{"eventTime":"2026-01-02T00:00:00Z","eventName":"ListBuckets","sourceIPAddress":"198.51.100.7","responseElements":null,"userIdentity":{"type":"Root"}}]}'
),
r AS (
  SELECT rec FROM files CROSS JOIN UNNEST(CAST(json_extract(body, '$.Records') AS array(json))) AS u(rec)
)
SELECT json_extract_scalar(rec, '$.sourceIPAddress') AS ip,
       coalesce(json_extract_scalar(rec, '$.userIdentity.userName'), json_extract_scalar(rec, '$.userIdentity.type')) AS who,
       count_if(json_extract_scalar(rec, '$.responseElements.ConsoleLogin') = 'Failure') AS failures,
       count_if(json_extract_scalar(rec, '$.responseElements.ConsoleLogin') = 'Success') AS successes,
       bool_and(json_extract_scalar(rec, '$.additionalEventData.MFAUsed') = 'Yes') AS always_mfa,
       max(from_iso8601_timestamp(json_extract_scalar(rec, '$.eventTime'))) AS last_seen
FROM r
WHERE json_extract_scalar(rec, '$.eventName') = 'ConsoleLogin'
GROUP BY 1, 2
ORDER BY failures DESC, ip

-- case: eventbridge_detail_pivot
SELECT json_extract_scalar(e, '$["detail-type"]') AS detail_type, json_extract_scalar(e, '$.detail.state') AS state, json_extract_scalar(e, '$.resources[0]') AS res, json_size(e, '$.detail') AS keys
FROM (VALUES JSON '{"detail-type":"EC2 Instance State-change Notification","detail":{"instance-id":"i-1","state":"stopped"},"resources":["arn:aws:ec2:eu-west-1:1:instance/i-1"]}', JSON '{"detail-type":"Scheduled Event","detail":{},"resources":[]}') AS t(e)
ORDER BY 1

-- case: json_null_kinds
-- note: missing key, JSON null, empty text and the text null told apart
SELECT id,
       json_extract(j, '$.a') IS NULL AS missing,
       json_format(json_extract(j, '$.a')) AS raw,
       json_extract_scalar(j, '$.a') AS scalar,
       TRY_CAST(json_extract(j, '$.a') AS varchar) AS casted,
       coalesce(json_extract_scalar(j, '$.a'), 'dflt') AS dflt
FROM (VALUES (1, '{"a":null}'), (2, '{}'), (3, '{"a":""}'), (4, '{"a":"null"}'), (5, '{"a":[1,null]}'), (6, '{"a":0.10}')) AS t(id, j)
ORDER BY id

-- case: json_numbers_to_types
SELECT CAST(json_extract(j, '$.n') AS bigint) AS b, CAST(json_extract(j, '$.n') AS double) AS d, CAST(json_extract(j, '$.n') AS decimal(10, 2)) AS dec, CAST(json_extract(j, '$.n') AS varchar) AS v
FROM (VALUES '{"n":12}', '{"n":12.5}', '{"n":"7"}', '{"n":true}', '{"n":1e3}') AS t(j)
ORDER BY d DESC

-- case: payload_rebuilt_as_object
-- note: rows to JSON by cast of maps and rows, nested arrays ordered
WITH o(cust, sku, qty) AS (VALUES ('c1', 'a', 2), ('c1', 'b', 1), ('c2', 'a', NULL))
SELECT cust,
       json_format(CAST(array_agg(CAST(ROW(sku, qty) AS ROW(sku varchar, qty integer)) ORDER BY sku) AS json)) AS items,
       json_format(CAST(map_agg(sku, qty) AS json)) AS by_sku,
       json_object('customer' VALUE cust, 'lines' VALUE count(*)) AS head
FROM o
GROUP BY cust
ORDER BY cust

-- case: keys_frequency_over_payloads
-- note: schema discovery: every key with how often, types guessed by the first character
SELECT k, count(*) AS seen, array_join(array_sort(array_agg(DISTINCT
         CASE WHEN s LIKE '"%' THEN 'string' WHEN s LIKE '{%' THEN 'object' WHEN s LIKE '[%' THEN 'array'
              WHEN s IN ('true', 'false') THEN 'boolean' WHEN s = 'null' OR s IS NULL THEN 'null' ELSE 'number' END)), '|') AS types
FROM (
  SELECT k, json_format(v) AS s
  FROM (VALUES '{"a":1,"b":"x","c":null}', '{"a":"1","b":{"z":0},"d":[]}', '{"a":true}') AS t(j)
  CROSS JOIN UNNEST(CAST(json_parse(j) AS map(varchar, json))) AS u(k, v)
) q
GROUP BY k
ORDER BY seen DESC, k

-- case: malformed_lines_counted
-- note: try around json_parse, good and bad lines by source
SELECT src, count(*) AS lines, count(TRY(json_parse(line))) AS good, array_agg(line ORDER BY line) FILTER (WHERE TRY(json_parse(line)) IS NULL) AS bad
FROM (VALUES ('a', '{"x":1}'), ('a', '{x:1}'), ('b', ''), ('b', '[1,2'), ('b', 'null'), ('c', '"ok"')) AS t(src, line)
GROUP BY src
ORDER BY src

-- case: malformed_line_in_pipeline
-- fails: json_parse of a line that was cut off
SELECT json_extract_scalar(json_parse(line), '$.x') AS x
FROM (VALUES '{"x":1}', '{"x":') AS t(line)
ORDER BY 1

-- case: feature_flags_exposure
-- note: flags object exploded, variants counted per flag with shares of the flag
WITH e(uid, flags) AS (
  VALUES (1, JSON '{"new_nav":"on","price":"b"}'), (2, JSON '{"new_nav":"off","price":"a"}'), (3, JSON '{"new_nav":"on"}'), (3, JSON '{"new_nav":"on"}'), (4, NULL)
),
x AS (
  SELECT DISTINCT e.uid, f.flag, f.variant
  FROM e CROSS JOIN UNNEST(CAST(e.flags AS map(varchar, varchar))) AS f(flag, variant)
)
SELECT flag, variant, count(*) AS users, 100.0 * count(*) / sum(count(*)) OVER (PARTITION BY flag) AS pct
FROM x
GROUP BY flag, variant
ORDER BY flag, users DESC, variant

-- case: json_array_pick_by_condition
-- note: the primary address out of an array of objects: filter, then first element or NULL
SELECT id,
       element_at(filter(CAST(j AS array(map(varchar, varchar))), m -> element_at(m, 'primary') = 'true'), 1)['city'] AS city,
       cardinality(CAST(j AS array(map(varchar, varchar)))) AS n,
       any_match(CAST(j AS array(map(varchar, varchar))), m -> element_at(m, 'zip') IS NULL) AS incomplete
FROM (VALUES (1, JSON '[{"city":"Rome","zip":"00100"},{"city":"Oslo","primary":"true"}]'), (2, JSON '[]'), (3, JSON '[{"city":"Bonn","primary":"true","zip":"53111"}]')) AS t(id, j)
ORDER BY id

-- case: nested_arrays_of_arrays
SELECT json_array_get(j, 0) AS first_el, json_array_get(j, -1) AS last_el, json_array_contains(j, 2) AS has_two, CAST(j AS array(array(integer))) AS arr
FROM (VALUES '[[1,2],[3]]', '[[],[2]]') AS t(s) CROSS JOIN LATERAL (SELECT json_parse(s) AS j) l
ORDER BY s

-- case: webhook_lag_seconds
-- note: epoch seconds and milliseconds in one feed normalised by magnitude
SELECT id, from_unixtime(IF(t > 100000000000, t / 1000e0, CAST(t AS double))) AS created, to_unixtime(from_unixtime(IF(t > 100000000000, t / 1000e0, CAST(t AS double)))) AS back
FROM (SELECT id, CAST(json_extract_scalar(j, '$.created') AS bigint) AS t FROM (VALUES ('a', '{"created":1767225600}'), ('b', '{"created":1767225600123}')) AS x(id, j))
ORDER BY id
