-- OpenTelemetry spans, Prometheus samples, nginx and syslog lines, SLO arithmetic: the queries of on-call notebooks over Athena.

-- case: otel_span_tree_self_time
-- note: self time of spans: duration minus the sum of direct children, nanoseconds as bigint
WITH spans(trace_id, span_id, parent_span_id, name, start_ns, end_ns) AS (
  VALUES
    ('t1', 'a', NULL, 'GET /cart', 1767225600000000000, 1767225600150000000),
    ('t1', 'b', 'a', 'redis.get', 1767225600010000000, 1767225600030500000),
    ('t1', 'c', 'a', 'sql.query', 1767225600040000000, 1767225600140000000),
    ('t1', 'd', 'c', 'fetch', 1767225600100000000, 1767225600139999999),
    ('t2', 'e', NULL, 'GET /', 1767225601000000000, 1767225601000000000)
)
SELECT s.trace_id, s.span_id, s.name,
       (s.end_ns - s.start_ns) / 1e6 AS duration_ms,
       (s.end_ns - s.start_ns - coalesce(sum(c.end_ns - c.start_ns), 0)) / 1000 AS self_us,
       count(c.span_id) AS children,
       from_unixtime_nanos(s.start_ns) AS started
FROM spans s
LEFT JOIN spans c ON c.trace_id = s.trace_id AND c.parent_span_id = s.span_id
GROUP BY s.trace_id, s.span_id, s.name, s.start_ns, s.end_ns
ORDER BY s.trace_id, s.start_ns, s.span_id

-- case: otel_resource_attributes_kv
-- note: OTLP JSON attributes: array of {key, value:{stringValue|intValue}} into a map
WITH otlp(body) AS (VALUES
  '{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"cart"}},{"key":"replicas","value":{"intValue":"3"}},{"key":"canary","value":{"boolValue":true}}]}}',
  '{"resource":{"attributes":[]}}')
SELECT transform_values(
         map_from_entries(transform(
           CAST(json_extract(body, '$.resource.attributes') AS array(row("key" varchar, value map(varchar, json)))),
           a -> (a."key", a.value))),
         (k, v) -> array_join(transform(map_values(v), j -> json_format(j)), '|')) AS attrs
FROM otlp
ORDER BY length(body)

-- case: otel_attributes_flat
-- note: the same attributes as rows, value by coalesce of the typed members
WITH otlp(id, body) AS (VALUES
  (1, '{"attributes":[{"key":"http.status_code","value":{"intValue":"503"}},{"key":"http.route","value":{"stringValue":"/api/{id}"}},{"key":"retry","value":{"boolValue":false}},{"key":"ratio","value":{"doubleValue":0.25}}]}'),
  (2, '{"attributes":[]}'),
  (3, '{}'))
SELECT o.id, json_extract_scalar(a, '$.key') AS k,
       coalesce(json_extract_scalar(a, '$.value.stringValue'), json_extract_scalar(a, '$.value.intValue'), json_extract_scalar(a, '$.value.doubleValue'), json_extract_scalar(a, '$.value.boolValue')) AS v,
       json_extract_scalar(a, '$.value.boolValue') = 'false' AS is_false
FROM otlp o
LEFT JOIN UNNEST(CAST(json_extract(o.body, '$.attributes') AS array(json))) AS u(a) ON TRUE
ORDER BY o.id, k

-- case: histogram_quantile_by_hand
-- note: Prometheus histogram_quantile: linear interpolation inside the bucket, +Inf as infinity()
WITH buckets(job, le, cum) AS (
  VALUES ('api', 0.1e0, 10), ('api', 0.5e0, 60), ('api', 1e0, 90), ('api', infinity(), 100), ('db', 0.1e0, 0), ('db', 0.5e0, 0), ('db', 1e0, 0), ('db', infinity(), 4)
), x AS (
  SELECT job, le, cum,
         lag(cum, 1, 0) OVER (PARTITION BY job ORDER BY le) AS prev_cum,
         lag(le, 1, 0e0) OVER (PARTITION BY job ORDER BY le) AS prev_le,
         max(cum) OVER (PARTITION BY job) * q AS rank_, q
  FROM buckets CROSS JOIN (VALUES 0.5e0, 0.9e0, 0.99e0) AS qs(q)
)
SELECT job, q, round(prev_le + (le - prev_le) * (rank_ - prev_cum) / nullif(cum - prev_cum, 0), 6) AS quantile_value, le
FROM x
WHERE cum >= rank_ AND prev_cum < rank_
ORDER BY job, q

-- case: histogram_quantile_by_subquery
-- fails: not supported
-- note: the same, per quantile in separate windows, the last finite bound returned for the +Inf bucket
WITH buckets(job, le, cum) AS (
  VALUES ('api', 0.1e0, 10), ('api', 0.5e0, 60), ('api', 1e0, 90), ('api', infinity(), 100)
), b AS (
  SELECT le, cum, lag(cum, 1, 0) OVER (ORDER BY le) AS c0, lag(le, 1, 0e0) OVER (ORDER BY le) AS l0 FROM buckets
)
SELECT q,
       (SELECT min_by(IF(is_infinite(le), l0, l0 + (le - l0) * (q * 100 - c0) / (cum - c0)), le) FROM b WHERE cum >= 100 * q) AS value
FROM (VALUES 0.05e0, 0.5e0, 0.75e0, 0.95e0) AS t(q)
ORDER BY q

-- case: counter_rate_per_second
-- note: rate() from samples with epoch milliseconds, labels in a map, sum by (code)
WITH samples(labels, ts_ms, v) AS (
  VALUES
  (MAP(ARRAY['code', 'pod'], ARRAY['200', 'p1']), BIGINT '1767225600000', 100e0),
  (MAP(ARRAY['code', 'pod'], ARRAY['200', 'p1']), 1767225660000, 160e0),
  (MAP(ARRAY['code', 'pod'], ARRAY['200', 'p2']), 1767225600000, 7e0),
  (MAP(ARRAY['code', 'pod'], ARRAY['200', 'p2']), 1767225660500, 9.5e0),
  (MAP(ARRAY['code', 'pod'], ARRAY['500', 'p1']), 1767225600000, 0e0)
), per_series AS (
  SELECT labels, (max_by(v, ts_ms) - min_by(v, ts_ms)) / nullif((max(ts_ms) - min(ts_ms)) / 1000e0, 0) AS rate, count(*) AS n
  FROM samples GROUP BY labels
)
SELECT labels['code'] AS code, round(sum(rate), 6) AS rps, sum(n) AS samples, array_agg(labels['pod'] ORDER BY labels['pod']) AS pods
FROM per_series
GROUP BY labels['code']
ORDER BY 1

-- case: error_budget_burn
-- note: SLO 99.9%: burn rate over two windows by range frames on timestamps
WITH m(ts, good, total) AS (
  VALUES (TIMESTAMP '2026-01-01 00:00:00', 1000, 1000), (TIMESTAMP '2026-01-01 00:05:00', 990, 1000),
         (TIMESTAMP '2026-01-01 00:30:00', 999, 1000), (TIMESTAMP '2026-01-01 01:10:00', 0, 0), (TIMESTAMP '2026-01-01 01:15:00', 500, 1000)
)
SELECT ts,
  round((1 - CAST(sum(good) OVER short AS double) / nullif(sum(total) OVER short, 0)) / 0.001e0, 4) AS burn_short,
  round((1 - CAST(sum(good) OVER long AS double) / nullif(sum(total) OVER long, 0)) / 0.001e0, 4) AS burn_long
FROM m
WINDOW short AS (ORDER BY ts RANGE BETWEEN INTERVAL '5' MINUTE PRECEDING AND CURRENT ROW),
       long AS (ORDER BY ts RANGE BETWEEN INTERVAL '1' HOUR PRECEDING AND CURRENT ROW)
ORDER BY ts

-- case: nginx_combined_parse
-- note: combined log format through one regular expression, time with offset parsed by parse_datetime
WITH access_log(line) AS (
  VALUES
  '203.0.113.9 - - [05/Mar/2026:10:15:32 +0100] "GET /img/a.png?x=1 HTTP/1.1" 200 1532 "-" "curl/8.5"',
  '2001:db8::1 - bob [05/Mar/2026:09:15:33 +0000] "POST /login HTTP/2.0" 302 - "https://e.org/" "Mozilla/5.0 (X11; Linux)"',
  'garbage'
), p AS (
  SELECT line, regexp_extract_all(line, '^(\S+) \S+ (\S+) \[([^\]]+)\] "(\S+) (\S+) [^"]*" (\d{3}) (\S+)') AS whole,
    regexp_extract(line, '^(\S+)', 1) AS ip,
    regexp_extract(line, '\[([^\]]+)\]', 1) AS t,
    regexp_extract(line, '" (\d{3}) (\d+|-)', 1) AS status,
    regexp_extract(line, '" (\d{3}) (\d+|-)', 2) AS bytes,
    regexp_extract(line, '"(\S+) (\S+) HTTP/([\d.]+)"', 2) AS uri
  FROM access_log
)
SELECT ip, cardinality(whole) AS matched, at_timezone(parse_datetime(t, 'dd/MMM/yyyy:HH:mm:ss Z'), 'UTC') AS ts, CAST(status AS smallint) AS status, TRY(CAST(bytes AS bigint)) AS bytes, split_part(uri, '?', 1) AS path
FROM p
ORDER BY ip

-- case: user_agent_family
-- note: nested CASE of regexp_like on user agents, bots counted apart
SELECT family, count(*) AS n, count(*) FILTER (WHERE mobile) AS mobile
FROM (
  SELECT CASE
           WHEN ua IS NULL OR ua = '-' THEN 'empty'
           WHEN regexp_like(lower(ua), 'bot|crawl|spider|slurp') THEN 'bot'
           WHEN ua LIKE '%Edg/%' THEN 'Edge'
           WHEN ua LIKE '%Chrome/%' AND ua NOT LIKE '%Chromium%' THEN 'Chrome ' || regexp_extract(ua, 'Chrome/(\d+)', 1)
           WHEN ua LIKE '%Safari/%' THEN 'Safari'
           ELSE regexp_extract(ua, '^[^/\s]+')
         END AS family,
         regexp_like(ua, '(?i)mobile|android|iphone') AS mobile
  FROM (VALUES 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/17.0 Safari/605.1.15', 'Mozilla/5.0 (Linux; Android 14) Chrome/120.0.0.0 Mobile Safari/537.36',
     'Mozilla/5.0 Chrome/120.0 Safari/537.36 Edg/120.0', 'Googlebot/2.1', 'curl/8.5', '-', NULL) AS t(ua)
)
GROUP BY family
ORDER BY n DESC, family

-- case: syslog_priority_decode
-- note: facility and severity from <PRI>, names by array subscripts
SELECT line, pri / 8 AS facility, element_at(ARRAY['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'], pri % 8 + 1) AS severity, bitwise_and(pri, 7) <= 3 AS page_someone
FROM (SELECT line, CAST(regexp_extract(line, '^<(\d{1,3})>', 1) AS integer) AS pri FROM (VALUES '<34>Oct 11 22:14:15 su: failed', '<165>1 2003-08-24T05:14:15Z app', 'no pri', '<0>kernel') AS t(line))
ORDER BY facility NULLS FIRST, line

-- case: downtime_from_health_checks
-- note: islands of failed checks, duration in human form, availability percentage
WITH checks(host, ts, ok) AS (
  VALUES ('h1', TIMESTAMP '2026-01-01 00:00:00', true), ('h1', TIMESTAMP '2026-01-01 00:01:00', false), ('h1', TIMESTAMP '2026-01-01 00:02:00', false), ('h1', TIMESTAMP '2026-01-01 00:03:00', true),
         ('h1', TIMESTAMP '2026-01-01 00:04:00', false), ('h2', TIMESTAMP '2026-01-01 00:00:00', true), ('h2', TIMESTAMP '2026-01-01 00:01:00', NULL)
), g AS (
  SELECT *, row_number() OVER (PARTITION BY host ORDER BY ts) - row_number() OVER (PARTITION BY host, ok ORDER BY ts) AS grp
  FROM checks
)
SELECT host, min(ts) AS down_from, max(ts) AS last_fail, count(*) AS fails,
  human_readable_seconds(to_unixtime(max(ts)) - to_unixtime(min(ts)) + 60) AS dur
FROM g
WHERE NOT ok
GROUP BY host, grp
ORDER BY host, down_from

-- case: log_template_masking
-- note: numbers, uuids and hex replaced to get templates, top templates with an example
SELECT template, count(*) AS n, min(msg) AS example
FROM (
  SELECT msg, regexp_replace(regexp_replace(regexp_replace(msg, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', '<uuid>'), '0x[0-9A-Fa-f]+', '<hex>'), '\b\d+(\.\d+)?\b', '<n>') AS template
  FROM (VALUES 'user 12 took 3.5 ms', 'user 7 took 10 ms', 'obj 6ba7b810-9dad-11d1-80b4-00c04fd430c8 at 0xDEADbeef', 'v2 ready', '', NULL) AS t(msg)
)
GROUP BY 1
HAVING max(length(template)) > 0
ORDER BY n DESC, template

-- case: kubernetes_quantities
-- note: CPU millicores and memory suffixes to numbers by CASE and a map of factors
SELECT q,
  CASE WHEN q LIKE '%m' THEN CAST(rtrim(q, 'm') AS double) / 1000
       WHEN regexp_like(q, '[KMGT]i?$') THEN CAST(regexp_extract(q, '^([\d.]+)', 1) AS double) * element_at(MAP(ARRAY['K', 'Ki', 'M', 'Mi', 'G', 'Gi'], ARRAY[1e3, 1024, 1e6, 1048576, 1e9, 1073741824]), regexp_extract(q, '[A-Z]i?$'))
       ELSE TRY_CAST(q AS double) END AS v
FROM (VALUES '250m', '2', '1.5Gi', '64Ki', '1G', '7T', 'x') AS t(q)
ORDER BY v, q

-- case: apdex_by_endpoint
-- note: Apdex with count_if at T and 4T, HAVING on volume
SELECT endpoint, count(*) AS n,
  round((count_if(ms <= 500) + count_if(ms > 500 AND ms <= 2000) / 2e0) / count(ms), 3) AS apdex,
  max(ms) AS worst, array_sort(array_agg(ms) FILTER (WHERE ms IS NOT NULL), (a, b) -> CASE WHEN a > b THEN -1 WHEN a < b THEN 1 ELSE 0 END) AS all_ms
FROM (VALUES ('/a', 100), ('/a', 501), ('/a', 2001), ('/a', NULL), ('/b', 2000), ('/c', 5)) AS t(endpoint, ms)
GROUP BY endpoint HAVING count(*) >= 1 AND bool_or(ms > 50)
ORDER BY apdex DESC, endpoint

-- case: deploy_annotated_latency
-- note: each sample tagged with the deploy active then, by joining on half-open ranges from lead
WITH deploys AS (
  SELECT version, at, lead(at, 1, TIMESTAMP '9999-12-31 00:00:00') OVER (ORDER BY at) AS until
  FROM (VALUES ('v1', TIMESTAMP '2026-01-01 00:00:00'), ('v2', TIMESTAMP '2026-01-02 12:00:00')) AS d(version, at)
), lat(ts, ms) AS (VALUES (TIMESTAMP '2025-12-31 23:59:59.999', 1.0), (TIMESTAMP '2026-01-01 00:00:00', 10.0), (TIMESTAMP '2026-01-02 11:59:59.999', 12.5), (TIMESTAMP '2026-01-02 12:00:00', 99.9))
SELECT coalesce(version, 'unknown') AS version, count(*) AS n, avg(ms) AS avg_ms, avg(ms) - lag(avg(ms)) OVER (ORDER BY min(ts)) AS change
FROM lat LEFT JOIN deploys ON lat.ts >= deploys.at AND lat.ts < deploys.until
GROUP BY version
ORDER BY min(ts)

-- case: alert_on_text_latency
-- fails: latency arrives as varchar and is compared with a number
WITH logs(request_time, status) AS (VALUES ('0.123', '200'), ('1.5', '504'))
SELECT status, count(*) FROM logs WHERE request_time > 1.0 GROUP BY status

-- case: percentile_function_of_other_engines
-- fails: percentile_cont WITHIN GROUP is not in Trino
SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) AS p95 FROM (VALUES 1, 2, 3) AS t(ms)

-- case: cardinality_of_label_sets
-- note: distinct label values per key over maps unnested, by share of series
WITH series(labels) AS (VALUES MAP(ARRAY['job', 'pod'], ARRAY['a', 'p1']), MAP(ARRAY['job', 'pod'], ARRAY['a', 'p2']), MAP(ARRAY['job'], ARRAY['b']), MAP())
SELECT k, count(DISTINCT v) AS card, count(*) AS n, CAST(100e0 * count(*) / (SELECT count(*) FROM series) AS integer) AS pct, listagg(DISTINCT v, ',') WITHIN GROUP (ORDER BY v) AS vals
FROM series CROSS JOIN UNNEST(labels) AS u(k, v)
GROUP BY k ORDER BY k
