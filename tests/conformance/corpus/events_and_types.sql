-- case: regexp_extract_try_cast_minute
WITH ct(eventtime, eventname, useridentity, sourceipaddress, errorcode) AS (VALUES ('2024-05-01T10:00:01Z','AssumeRole',CAST(ROW('AWSService',NULL,'ecs.amazonaws.com') AS ROW(type varchar, arn varchar, invokedby varchar)),'ecs.amazonaws.com',NULL), ('2024-05-01T10:02:11Z','GetObject',CAST(ROW('IAMUser','arn:aws:iam::111122223333:user/alice',NULL) AS ROW(type varchar, arn varchar, invokedby varchar)),'203.0.113.9','AccessDenied'), ('2024-05-01T10:04:59Z','GetObject',CAST(ROW('IAMUser','arn:aws:iam::111122223333:user/alice',NULL) AS ROW(type varchar, arn varchar, invokedby varchar)),'203.0.113.9','AccessDenied'), ('2024-05-01T10:05:00Z','PutObject',CAST(ROW('AssumedRole','arn:aws:sts::111122223333:assumed-role/etl/i-0abc',NULL) AS ROW(type varchar, arn varchar, invokedby varchar)),'10.0.4.7',NULL)), p AS (SELECT from_iso8601_timestamp(eventtime) AS ts, eventname, useridentity.type AS utype, coalesce(regexp_extract(useridentity.arn, '([^/]+)$', 1), useridentity.invokedby) AS who, try_cast(sourceipaddress AS ipaddress) AS ip, errorcode FROM ct) SELECT date_trunc('minute', ts) - (minute(ts) % 5) * INTERVAL '1' MINUTE AS bucket, utype, who, count(*) AS n, count(errorcode) AS errs, count(DISTINCT ip) AS ips, min(ts) AS first_seen FROM p GROUP BY 1, 2, 3 ORDER BY 1, 2, 3

-- case: logs_url_extract_path_url_extract_parameter
WITH logs(line) AS (VALUES 'https 2024-04-02T08:00:01.186641Z app/my-alb/50dc6c495c0c9188 192.0.2.10:2817 10.0.0.1:80 0.000 0.148 0.000 200 200 34 366 "GET https://www.example.com:443/cart?sku=A1&qty=2 HTTP/1.1"', 'http 2024-04-02T08:00:07.000001Z app/my-alb/50dc6c495c0c9188 192.0.2.11:40112 - -1 -1 -1 503 - 120 0 "POST http://www.example.com:80/api/v1/orders HTTP/2.0"', 'h2 2024-04-02T08:01:00.500000Z app/my-alb/50dc6c495c0c9188 192.0.2.10:2818 10.0.0.2:80 0.001 1.250 0.000 500 500 10 99 "GET https://www.example.com:443/cart?sku=B%202&qty= HTTP/2.0"'), f AS (SELECT split(line, ' ') AS a, regexp_extract(line, '"(\w+) (\S+) ([^"]+)"', 2) AS url FROM logs) SELECT a[1] AS scheme, from_iso8601_timestamp(a[2]) AS ts, split_part(a[4], ':', 1) AS client, nullif(a[5], '-') AS target, CAST(a[7] AS double) AS target_time, CAST(a[9] AS integer) AS elb_status, try_cast(a[10] AS integer) AS target_status, url_extract_path(url) AS path, url_extract_port(url) AS port, url_decode(url_extract_parameter(url, 'sku')) AS sku, url_extract_parameter(url, 'qty') AS qty FROM f ORDER BY ts

-- case: vpc_grouping_rollup
WITH vpc(interface_id, srcaddr, dstaddr, srcport, dstport, protocol, packets, bytes, "start", "end", action) AS (VALUES ('eni-01','10.0.1.5','8.8.8.8',53211,53,17,2,BIGINT '140',BIGINT '1714550400',BIGINT '1714550460','ACCEPT'), ('eni-01','198.51.100.7','10.0.1.5',40000,22,6,1,BIGINT '40',BIGINT '1714550410',BIGINT '1714550470','REJECT'), ('eni-02','198.51.100.7','10.0.1.6',40001,22,6,3,BIGINT '120',BIGINT '1714550420',BIGINT '1714550480','REJECT'), ('eni-02','10.0.1.6','52.94.1.1',50001,443,6,100,BIGINT '987654',BIGINT '1714550500',BIGINT '1714550560','ACCEPT')) SELECT CASE protocol WHEN 6 THEN 'tcp' WHEN 17 THEN 'udp' WHEN 1 THEN 'icmp' ELSE CAST(protocol AS varchar) END AS proto, action, grouping(protocol, action) AS g, sum(bytes) AS bytes, sum(packets) AS pkts, format('%,.2f', sum(bytes) / 1024.0) AS kib, from_unixtime(min("start")) AS first_start, max("end") - min("start") AS span_s FROM vpc GROUP BY ROLLUP (protocol, action) ORDER BY g, proto NULLS LAST, action NULLS LAST

-- case: waf_from_unixtime_lower
WITH waf(ts, action, terminatingruleid, httprequest) AS (VALUES (BIGINT '1714550400123','BLOCK','rate-limit',CAST(ROW('203.0.113.5','DE',ARRAY[CAST(ROW('Host','shop.example.com') AS ROW(name varchar, value varchar)),CAST(ROW('User-Agent','curl/8.1') AS ROW(name varchar, value varchar))],'/login') AS ROW(clientip varchar, country varchar, headers array(row(name varchar, value varchar)), uri varchar))), (BIGINT '1714550401999','ALLOW','Default_Action',CAST(ROW('203.0.113.6','FR',ARRAY[CAST(ROW('host','shop.example.com') AS ROW(name varchar, value varchar))],'/') AS ROW(clientip varchar, country varchar, headers array(row(name varchar, value varchar)), uri varchar))), (BIGINT '1714550402000','BLOCK','AWS-AWSManagedRulesSQLiRuleSet',CAST(ROW('2001:db8::1','-',ARRAY[],'/search') AS ROW(clientip varchar, country varchar, headers array(row(name varchar, value varchar)), uri varchar)))) SELECT from_unixtime(ts / 1000e0) AS t, action, httprequest.clientip, coalesce(nullif(httprequest.country, '-'), 'unknown') AS country, lower(h.name) AS hname, h.value AS hvalue, element_at(filter(httprequest.headers, x -> lower(x.name) = 'user-agent'), 1).value AS ua FROM waf LEFT JOIN UNNEST(httprequest.headers) AS h(name, value) ON true ORDER BY ts, hname

-- case: cur_date_trunc_element_at
WITH cur(line_item_usage_start_date, product, resource_tags, line_item_unblended_cost) AS (VALUES (TIMESTAMP '2024-02-28 00:00:00', MAP(ARRAY['product_name','region'], ARRAY['Amazon S3','eu-west-1']), MAP(ARRAY['user_team','user_env'], ARRAY['data','prod']), DECIMAL '12.3456789012'), (TIMESTAMP '2024-02-29 00:00:00', MAP(ARRAY['product_name'], ARRAY['AmazonCloudWatch']), MAP(ARRAY['user_env'], ARRAY['dev']), DECIMAL '0.0000000100'), (TIMESTAMP '2024-03-01 00:00:00', MAP(ARRAY['product_name','region'], ARRAY['Amazon S3','us-east-1']), MAP(ARRAY['user_team'], ARRAY['data']), DECIMAL '7.5000000000'), (TIMESTAMP '2024-03-31 23:00:00', MAP(ARRAY['product_name','region'], ARRAY['Amazon Athena','us-east-1']), NULL, DECIMAL '-1.2500000000')), m AS (SELECT date_trunc('month', line_item_usage_start_date) AS mon, coalesce(element_at(resource_tags, 'user_team'), '(untagged)') AS team, element_at(product, 'product_name') AS product_name, line_item_unblended_cost AS cost FROM cur) SELECT mon, team, sum(cost) AS cost, round(sum(cost), 2) AS cost2, array_agg(DISTINCT product_name ORDER BY product_name) AS products, CAST(100 * sum(cost) / sum(sum(cost)) OVER (PARTITION BY mon) AS decimal(7,2)) AS pct FROM m GROUP BY mon, team ORDER BY mon, team

-- case: date_diff_lag_array_agg
WITH ev(user_id, ts) AS (VALUES ('u1', TIMESTAMP '2024-01-01 10:00:00'), ('u1', TIMESTAMP '2024-01-01 10:12:00'), ('u1', TIMESTAMP '2024-01-01 11:00:00'), ('u2', TIMESTAMP '2024-01-01 09:59:59.5'), ('u2', TIMESTAMP '2024-01-01 10:29:59.5'), ('u2', TIMESTAMP '2024-01-01 10:30:00')), d AS (SELECT *, date_diff('second', lag(ts) OVER (PARTITION BY user_id ORDER BY ts), ts) AS gap FROM ev), s AS (SELECT *, sum(IF(gap IS NULL OR gap >= 1800, 1, 0)) OVER (PARTITION BY user_id ORDER BY ts ROWS UNBOUNDED PRECEDING) AS sid FROM d) SELECT user_id, sid, min(ts) AS started, max(ts) - min(ts) AS dur, count(*) AS hits, array_agg(gap ORDER BY ts) AS gaps FROM s GROUP BY user_id, sid ORDER BY user_id, sid

-- case: r53_rtrim_concat
WITH r53(query_timestamp, query_name, query_type, rcode, answers) AS (VALUES ('2024-06-01T00:00:00Z','api.example.com.','A','NOERROR',ARRAY[CAST(ROW('10.0.0.1','A','IN') AS ROW(rdata varchar, type varchar, class varchar)),CAST(ROW('10.0.0.2','A','IN') AS ROW(rdata varchar, type varchar, class varchar))]), ('2024-06-01T00:00:05Z','xj3k29.bad.example.net.','A','NXDOMAIN',ARRAY[]), ('2024-06-01T00:00:09Z','www.example.co.uk.','CNAME','NOERROR',ARRAY[CAST(ROW('lb.example.co.uk.','CNAME','IN') AS ROW(rdata varchar, type varchar, class varchar))])), q AS (SELECT *, slice(reverse(split(rtrim(query_name, '.'), '.')), 1, 2) AS tld2 FROM r53) SELECT array_join(reverse(tld2), '.') AS domain, rcode, cardinality(answers) AS n_answers, transform(answers, a -> concat(a.type, '=', a.rdata)) AS ans, reduce(answers, 0, (s, a) -> s + length(a.rdata), s -> s) AS rdata_len FROM q ORDER BY query_timestamp

-- case: with_timezone_url_decode_at_time_zone
WITH cf("date", "time", x_edge_location, sc_bytes, c_ip, cs_uri_stem, sc_status, x_edge_result_type, time_taken) AS (VALUES (DATE '2024-03-31', '00:59:59', 'FRA56-C1', BIGINT '1045', '192.0.2.1', '/index.html', 200, 'Hit', REAL '0.001'), (DATE '2024-03-31', '01:00:00', 'FRA56-C1', BIGINT '98765', '192.0.2.2', '/img/logo%20neu.png', 200, 'Miss', REAL '0.250'), (DATE '2024-03-31', '01:30:00', 'IAD89-P2', BIGINT '0', '192.0.2.2', '/', 304, 'RefreshHit', REAL '0.010'), (DATE '2024-03-31', '02:00:00', 'IAD89-P2', BIGINT '512', '192.0.2.3', '/gone', 404, 'Error', REAL '0.125')), t AS (SELECT CAST(CAST("date" AS varchar) || ' ' || "time" AS timestamp) AS utc, * FROM cf) SELECT utc, with_timezone(utc, 'UTC') AT TIME ZONE 'Europe/Berlin' AS berlin, substr(x_edge_location, 1, 3) AS pop, url_decode(cs_uri_stem) AS stem, sum(sc_bytes) OVER (ORDER BY utc) AS running_bytes, avg(time_taken) OVER (ORDER BY utc ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS avg2, x_edge_result_type IN ('Hit', 'RefreshHit') AS cached FROM t ORDER BY utc

-- case: parse_datetime_regexp_extract_url_decode
WITH s3(line) AS (VALUES '79a59df900b949e55d96a1e698fbaced DOC-EXAMPLE-BUCKET [06/Feb/2024:00:00:38 +0000] 192.0.2.3 arn:aws:iam::123456789012:user/bob 3E57427F3EXAMPLE REST.GET.OBJECT photos/2024/02/a%2Bb.jpg "GET /photos/2024/02/a%2Bb.jpg HTTP/1.1" 200 - 2662992 3462992 70 10', '79a59df900b949e55d96a1e698fbaced DOC-EXAMPLE-BUCKET [06/Feb/2024:00:01:57 +0000] 192.0.2.3 - DD6CC733AEXAMPLE REST.PUT.OBJECT s3-dg.pdf "PUT /s3-dg.pdf HTTP/1.1" 403 AccessDenied 243 - 41 -'), p AS (SELECT parse_datetime(regexp_extract(line, '\[([^\]]+)\]', 1), 'dd/MMM/yyyy:HH:mm:ss Z') AS t, regexp_extract(line, 'REST\.(\w+)\.(\w+)', 1) AS op, regexp_extract(line, '" (\d{3}) (\S+) (\S+) (\S+)', 1) AS st, nullif(regexp_extract(line, '" (\d{3}) (\S+) (\S+) (\S+)', 2), '-') AS err, try_cast(regexp_extract(line, '" (\d{3}) (\S+) (\S+) (\S+)', 3) AS bigint) AS sent, url_decode(regexp_extract(line, 'REST\.\S+ (\S+)', 1)) AS key FROM s3) SELECT t, op, CAST(st AS smallint) AS st, err, sent, key, cardinality(split(key, '/')) AS depth FROM p ORDER BY t

-- case: cfg_contains_ordinality
WITH cfg(json_str) AS (VALUES '{"configurationItems":[{"resourceId":"sg-1","resourceType":"AWS::EC2::SecurityGroup","configuration":{"ipPermissions":[{"fromPort":22,"ipRanges":["0.0.0.0/0","10.0.0.0/8"]},{"fromPort":443,"ipRanges":["0.0.0.0/0"]}]}},{"resourceId":"vol-9","resourceType":"AWS::EC2::Volume","configuration":{"size":100,"encrypted":false}}]}'), ci AS (SELECT ci FROM cfg CROSS JOIN UNNEST(CAST(json_extract(json_str, '$.configurationItems') AS array(json))) AS u(ci)), perm AS (SELECT json_extract_scalar(ci, '$.resourceId') AS rid, json_extract_scalar(p, '$.fromPort') AS port, CAST(json_extract(p, '$.ipRanges') AS array(varchar)) AS ranges FROM ci CROSS JOIN UNNEST(CAST(json_extract(ci, '$.configuration.ipPermissions') AS array(json))) AS v(p)) SELECT rid, CAST(port AS integer) AS port, r, n FROM perm CROSS JOIN UNNEST(ranges) WITH ORDINALITY AS w(r, n) WHERE contains(ranges, '0.0.0.0/0') ORDER BY rid, 2, n

-- case: ddb_json_extract_map_keys
WITH ddb(item) AS (VALUES JSON '{"Item":{"pk":{"S":"cust#1"},"total":{"N":"12.50"},"tags":{"SS":["vip","eu"]},"active":{"BOOL":true}}}', JSON '{"Item":{"pk":{"S":"cust#2"},"total":{"N":"1e2"},"addr":{"M":{"city":{"S":"Köln"}}},"active":{"NULL":true}}}') SELECT json_extract_scalar(item, '$.Item.pk.S') AS pk, CAST(json_extract_scalar(item, '$.Item.total.N') AS double) AS total, CAST(json_extract(item, '$.Item.tags.SS') AS array(varchar)) AS tags, json_extract_scalar(item, '$.Item.addr.M.city.S') AS city, CAST(json_extract(item, '$.Item.active.BOOL') AS boolean) AS active, array_sort(map_keys(CAST(json_extract(item, '$.Item') AS map(varchar, json)))) AS attrs FROM ddb ORDER BY pk

-- case: ses_count_if_listagg
WITH ses(msg) AS (VALUES '{"eventType":"Delivery","mail":{"timestamp":"2024-07-04T12:00:00.000Z","destination":["a@example.com","b@example.org"],"tags":{"campaign":["summer"],"ses:caller-identity":["app"]}},"delivery":{"processingTimeMillis":1200}}', '{"eventType":"Bounce","mail":{"timestamp":"2024-07-04T12:00:05.000Z","destination":["x@example.com"],"tags":{"campaign":["summer"]}},"bounce":{"bounceType":"Permanent"}}', '{"eventType":"Delivery","mail":{"timestamp":"2024-07-04T12:01:00.000Z","destination":["c@example.com"],"tags":{"campaign":["winter"]}},"delivery":{"processingTimeMillis":800}}'), e AS (SELECT json_extract_scalar(msg, '$.eventType') AS et, d, json_extract_scalar(msg, '$.mail.tags.campaign[0]') AS camp, CAST(json_extract(msg, '$.delivery.processingTimeMillis') AS bigint) AS ms FROM ses CROSS JOIN UNNEST(CAST(json_extract(msg, '$.mail.destination') AS array(varchar))) AS t(d)) SELECT camp, split_part(d, '@', 2) AS dom, count(*) FILTER (WHERE et = 'Delivery') AS delivered, count_if(et = 'Bounce') AS bounced, avg(ms) AS avg_ms, listagg(d, ',') WITHIN GROUP (ORDER BY d) AS rcpts FROM e GROUP BY 1, 2 ORDER BY 1, 2

-- case: timezone_hour_timezone_minute_at_time_zone
-- fails: syntax error
SELECT z, t AT TIME ZONE z AS local_ts, timezone_hour(t AT TIME ZONE z) AS off_h, timezone_minute(t AT TIME ZONE z) AS off_m, date_trunc('day', t AT TIME ZONE z) AS day_start, date_diff('hour', date_trunc('day', t AT TIME ZONE z), t AT TIME ZONE z) AS hrs FROM (VALUES TIMESTAMP '2024-03-10 12:00:00 UTC', TIMESTAMP '2024-11-03 12:00:00 UTC') AS a(t) CROSS JOIN UNNEST(ARRAY['America/New_York','Asia/Kolkata','Australia/Lord_Howe','UTC']) AS b(z) ORDER BY z, t

-- case: sequence_format_datetime_at_time_zone
-- fails: function not found
WITH h AS (SELECT t FROM UNNEST(sequence(TIMESTAMP '2024-10-27 00:00:00 UTC', TIMESTAMP '2024-10-27 03:00:00 UTC', INTERVAL '30' MINUTE)) AS u(t)) SELECT t, t AT TIME ZONE 'Europe/Paris' AS paris, CAST(t AT TIME ZONE 'Europe/Paris' AS timestamp) AS wall, format_datetime(t AT TIME ZONE 'Europe/Paris', 'yyyy-MM-dd HH:mm ZZ') AS fmt, count(*) OVER (PARTITION BY CAST(t AT TIME ZONE 'Europe/Paris' AS timestamp)) AS dup FROM h ORDER BY t

-- case: week_day_of_week_quarter
SELECT d, last_day_of_month(d) AS eom, date_add('month', 1, d) AS plus1, d + INTERVAL '1' MONTH AS plus1i, date_diff('month', d, DATE '2024-03-31') AS dm, date_diff('day', d, last_day_of_month(d)) AS left_days, week(d) AS wk, year_of_week(d) AS yow, day_of_week(d) AS dow, quarter(d) AS q FROM (VALUES DATE '2024-01-31', DATE '2024-02-29', DATE '2023-12-31', DATE '2023-01-01', DATE '2024-12-30') AS t(d) ORDER BY d

-- case: is_finite_is_infinite_is_distinct
WITH x(v) AS (VALUES 1.5e0, nan(), infinity(), -infinity(), -0.0e0, NULL) SELECT v, is_nan(v) AS n, is_finite(v) AS f, is_infinite(v) AS i, v = v AS eq, v IS DISTINCT FROM nan() AS dn, sign(v) AS sg, abs(v) AS ab, CAST(v AS varchar) AS s, try(CAST(v AS bigint)) AS b FROM x ORDER BY v NULLS FIRST

-- case: greatest_least_typeof
SELECT greatest(1, 2.50, 3e0) AS g, least(DATE '2024-02-29', DATE '2024-03-01') AS l, typeof(1 + DECIMAL '1.00') AS t1, typeof(DECIMAL '1.00' * DECIMAL '2.5') AS t2, typeof(DECIMAL '1.00' / DECIMAL '3.000') AS t3, DECIMAL '1.00' / DECIMAL '3.000' AS q, DECIMAL '10' % DECIMAL '3.3' AS m, typeof(sum(DECIMAL '1.5')) AS t4, typeof(avg(DECIMAL '1.55')) AS t5 FROM (VALUES 1, 2) AS t(a)

-- case: ceil_mod_from_base
SELECT round(DECIMAL '2.345', 2) AS r1, round(-2.5e0) AS r2, round(REAL '2.675', 2) AS r3, truncate(DECIMAL '-9.99', 1) AS t1, truncate(9.99e0) AS t2, ceil(DECIMAL '-1.2') AS c, floor(-1.2e0) AS f, width_bucket(5.3e0, 0.2e0, 10.6e0, 5) AS wb, width_bucket(7e0, ARRAY[1e0, 5e0, 10e0]) AS wb2, mod(-7, 3) AS md, from_base('ff', 16) AS fb, to_base(255, 2) AS tb

-- case: max_by_histogram_any_match
WITH o(order_id, items) AS (VALUES (1, ARRAY[CAST(ROW('A', 2, DECIMAL '9.99') AS ROW(sku varchar, qty integer, price decimal(10,2))), CAST(ROW('B', 1, DECIMAL '100.00') AS ROW(sku varchar, qty integer, price decimal(10,2)))]), (2, ARRAY[CAST(ROW('A', 5, DECIMAL '8.49') AS ROW(sku varchar, qty integer, price decimal(10,2)))]), (3, CAST(ARRAY[] AS array(row(sku varchar, qty integer, price decimal(10,2)))))), tot AS (SELECT order_id, reduce(items, CAST(0 AS decimal(18,2)), (s, i) -> CAST(s + i.qty * i.price AS decimal(18,2)), s -> s) AS total, items FROM o), sk AS (SELECT sku, sum(qty) AS q, max_by(order_id, price) AS best_order, histogram(order_id) AS h FROM tot CROSS JOIN UNNEST(items) AS u(sku, qty, price) GROUP BY sku) SELECT t.order_id, t.total, s.sku, s.q, s.best_order, map_entries(s.h) AS he FROM tot t LEFT JOIN sk s ON any_match(t.items, i -> i.sku = s.sku) ORDER BY t.order_id, s.sku

-- case: array_max_array_remove_multimap_agg
SELECT k, cardinality(v) AS n, array_sort(v, (x, y) -> IF(length(x) < length(y), -1, IF(length(x) = length(y), 0, 1))) AS by_len, array_max(v) AS mx, array_distinct(v) AS d, array_position(v, 'bb') AS pos, array_remove(v, 'bb') AS rem FROM (SELECT multimap_agg(k, v) AS m FROM (VALUES ('x', 'bb'), ('x', 'bb'), ('y', 'ccc')) AS t(k, v)) CROSS JOIN UNNEST(m) AS u(k, v) ORDER BY k

-- case: md5_crc32_from_base64
SELECT to_hex(sha256(to_utf8(s))) AS sha, to_hex(md5(to_utf8(s))) AS md, to_base64(to_utf8(s)) AS b64, to_base64url(to_utf8(s)) AS b64u, crc32(to_utf8(s)) AS crc, to_hex(xxhash64(to_utf8(s))) AS xx, length(s) AS chars, length(to_utf8(s)) AS bytes, from_utf8(from_base64(to_base64(to_utf8(s)))) = s AS rt FROM (VALUES '', 'abc', 'naïve café', '日本語', '🚀?>') AS t(s) ORDER BY s

-- case: lpad_normalize_codepoint
SELECT s, upper(s) AS u, lower(s) AS l, reverse(s) AS r, length(s) AS n, lpad(s, 6, '·') AS lp, substr(s, -2) AS last2, strpos(s, 'é') AS p, normalize(s, NFD) = s AS nfd_same, length(normalize(s, NFD)) AS nfd_len, codepoint(CAST(substr(s, 1, 1) AS varchar(1))) AS cp, to_hex(to_utf8(s)) AS hex FROM (VALUES 'été', 'Straße', 'ΑΣ', '東京タワー') AS t(s) ORDER BY s

-- case: transform_values_flatten_map_filter
WITH m(id, attrs) AS (VALUES (1, MAP(ARRAY['a','b'], ARRAY[ARRAY[1,2], ARRAY[3]])), (2, MAP(ARRAY['b','c'], ARRAY[ARRAY[4], ARRAY[]])), (3, MAP())) SELECT id, map_keys(attrs) AS ks, cardinality(attrs) AS n, map_entries(transform_values(attrs, (k, v) -> cardinality(v))) AS sizes, flatten(map_values(attrs)) AS fl, map_entries(map_filter(attrs, (k, v) -> cardinality(v) > 0)) AS nonempty, element_at(attrs, 'b')[1] AS b1 FROM m ORDER BY id

-- case: array_agg_reduce_agg
SELECT k, vs, array_sum FROM (SELECT k, array_agg(v ORDER BY v DESC) AS vs, reduce_agg(v, 0, (a, b) -> a + b, (a, b) -> a + b) AS array_sum FROM (VALUES ('a', 1), ('a', 5), ('b', NULL), ('b', 2)) AS t(k, v) GROUP BY k) ORDER BY k

-- case: iot_floor_last_value
WITH iot(device, ts, temp) AS (VALUES ('d1', TIMESTAMP '2024-08-01 00:00:00', 20.5e0), ('d1', TIMESTAMP '2024-08-01 00:03:00', 21.5e0), ('d1', TIMESTAMP '2024-08-01 00:12:00', nan()), ('d2', TIMESTAMP '2024-08-01 00:06:00', 18.0e0)), grid AS (SELECT g, d FROM UNNEST(sequence(TIMESTAMP '2024-08-01 00:00:00', TIMESTAMP '2024-08-01 00:10:00', INTERVAL '5' MINUTE)) AS t(g) CROSS JOIN (SELECT DISTINCT device AS d FROM iot)), agg AS (SELECT device, from_unixtime(floor(to_unixtime(ts) / 300) * 300) AS b, avg(temp) FILTER (WHERE NOT is_nan(temp)) AS a, count(*) AS n FROM iot GROUP BY 1, 2) SELECT d, g, n, a, coalesce(a, last_value(a) IGNORE NULLS OVER (PARTITION BY d ORDER BY g ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)) AS filled FROM grid LEFT JOIN agg ON device = d AND b = with_timezone(g, 'UTC') ORDER BY d, g

-- case: eks_json_array_contains_json_array_length
WITH eks(log) AS (VALUES '{"kind":"Event","verb":"delete","user":{"username":"system:serviceaccount:kube-system:gc","groups":["system:serviceaccounts","system:authenticated"]},"objectRef":{"resource":"pods","namespace":"prod","name":"web-7d9f"},"responseStatus":{"code":200},"requestReceivedTimestamp":"2024-05-20T11:22:33.456789Z","stageTimestamp":"2024-05-20T11:22:33.501234Z"}', '{"kind":"Event","verb":"get","user":{"username":"kubernetes-admin","groups":["system:masters"]},"objectRef":{"resource":"secrets","namespace":"prod"},"responseStatus":{"code":403},"requestReceivedTimestamp":"2024-05-20T11:22:34.000000Z","stageTimestamp":"2024-05-20T11:22:34.000900Z"}') SELECT json_extract_scalar(log, '$.verb') AS verb, json_extract_scalar(log, '$.user.username') AS who, json_array_contains(json_extract(log, '$.user.groups'), 'system:masters') AS is_admin, json_array_length(json_extract(log, '$.user.groups')) AS n_groups, json_extract_scalar(log, '$.objectRef.resource') || '/' || coalesce(json_extract_scalar(log, '$.objectRef.name'), '*') AS obj, CAST(json_extract_scalar(log, '$.responseStatus.code') AS integer) / 100 AS code_class, date_diff('millisecond', from_iso8601_timestamp(json_extract_scalar(log, '$.requestReceivedTimestamp')), from_iso8601_timestamp(json_extract_scalar(log, '$.stageTimestamp'))) AS ms FROM eks ORDER BY verb

-- case: json_query_json_exists_json_size
WITH j(doc) AS (VALUES '{"store":{"book":[{"title":"A","price":8.95,"tags":["x","y"]},{"title":"B","price":12.99},{"title":"C","price":null}]}}') SELECT json_query(doc, 'lax $.store.book[*].title' WITH ARRAY WRAPPER) AS titles, json_value(doc, 'lax $.store.book[0].price' RETURNING double) AS p0, json_value(doc, 'lax $.store.book[9].price' RETURNING integer DEFAULT -1 ON EMPTY) AS p9, json_exists(doc, 'lax $.store.book[*]?(@.price > 10)') AS any_dear, json_query(doc, 'lax $.store.book[*]?(@.price < 10).tags' WITHOUT ARRAY WRAPPER) AS tags, json_size(doc, '$.store.book') AS n FROM j

-- case: json_format
SELECT json_format(CAST(CAST(ROW(1, 'x', NULL) AS ROW(a integer, b varchar, c double)) AS json)) AS r, json_format(CAST(MAP(ARRAY['b','a'], ARRAY[2, 1]) AS json)) AS m, json_format(CAST(ARRAY[DATE '2024-02-29', NULL] AS json)) AS d, json_format(CAST(TIMESTAMP '2024-02-29 12:34:56.789' AS json)) AS ts, json_format(CAST(DECIMAL '1.10' AS json)) AS de, json_format(CAST(1e10 AS json)) AS dbl, json_format(JSON '{"b": 1, "a": [1, 2.0, "\u00e9"]}') AS j, json_format(CAST('{"x":1}' AS json)) AS str

-- case: raw_json_format_is_json_scalar
WITH raw(id, payload) AS (VALUES (1, '{"a":1}'), (2, '{bad'), (3, ''), (4, NULL), (5, '[1,2]')) SELECT id, try(json_parse(payload)) IS NOT NULL AS ok, json_format(try(json_parse(payload))) AS j, json_extract_scalar(try(json_parse(payload)), '$.a') AS a, is_json_scalar(try(json_parse(payload))) AS sc, payload = '' AS empty FROM raw ORDER BY id

-- case: conn_approx_percentile_count_if
WITH conn(initiationtimestamp, queue, agent) AS (VALUES ('2024-09-01T08:00:00Z', CAST(ROW('Support', 12) AS ROW(name varchar, duration integer)), CAST(ROW('bob', 240, 30) AS ROW(username varchar, talk integer, acw integer))), ('2024-09-01T08:15:00Z', CAST(ROW('Support', 305) AS ROW(name varchar, duration integer)), NULL), ('2024-09-01T09:00:00Z', CAST(ROW('Sales', 5) AS ROW(name varchar, duration integer)), CAST(ROW('eve', 600, 61) AS ROW(username varchar, talk integer, acw integer))), ('2024-09-01T09:30:00Z', NULL, NULL)) SELECT coalesce(queue.name, 'n/a') AS q, count(*) AS contacts, count(agent) AS handled, CAST(avg(agent.talk + agent.acw) AS decimal(10,1)) AS aht, approx_percentile(queue.duration, 0.5) AS p50_wait, 100.0 * count_if(queue.duration <= 20) / nullif(count(queue.duration), 0) AS sl, map_entries(map_agg(agent.username, agent.talk) FILTER (WHERE agent IS NOT NULL)) AS talk FROM conn GROUP BY 1 ORDER BY 1

-- case: corr_regr_slope_regr_intercept
SELECT x, y, corr_xy, round(slope, 4) AS slope, round(icpt, 4) AS icpt FROM (SELECT g AS x, count(*) AS y, corr(b, a) AS corr_xy, regr_slope(b, a) AS slope, regr_intercept(b, a) AS icpt FROM (VALUES ('p', 1e0, 2e0), ('p', 2e0, 4e0), ('p', 3e0, 6e0), ('q', 1e0, 1e0), ('q', 1e0, 3e0), ('r', NULL, 1e0)) AS t(g, a, b) GROUP BY g) ORDER BY x

-- case: skewness_kurtosis_geometric_mean
SELECT g, count(*) AS n, round(stddev(v), 6) AS sd, round(stddev_pop(v), 6) AS sdp, round(variance(v), 6) AS var, round(var_pop(v), 6) AS vp, round(skewness(v), 4) AS sk, round(kurtosis(v), 4) AS ku, round(geometric_mean(v), 6) AS gm FROM (VALUES ('a', 1e0), ('a', 2e0), ('a', 4e0), ('a', 8e0), ('a', 16e0), ('b', 5e0), ('c', NULL)) AS t(g, v) GROUP BY g ORDER BY g

-- case: lead_lag_range
WITH s(d, rev) AS (VALUES (DATE '2024-01-30', DECIMAL '10.00'), (DATE '2024-01-31', DECIMAL '20.00'), (DATE '2024-02-01', DECIMAL '30.00'), (DATE '2024-02-05', DECIMAL '5.50')) SELECT d, rev, sum(rev) OVER (ORDER BY d RANGE BETWEEN INTERVAL '2' DAY PRECEDING AND CURRENT ROW) AS r3d, avg(rev) OVER (ORDER BY d ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS ctr, sum(rev) OVER (PARTITION BY date_trunc('month', d) ORDER BY d) AS mtd, lead(d, 1, DATE '9999-12-31') OVER (ORDER BY d) AS nxt, rev - lag(rev, 1, DECIMAL '0.00') OVER (ORDER BY d) AS delta FROM s ORDER BY d

-- case: dense_rank_cume_dist_nth_value
SELECT name, score, rank() OVER w AS rk, dense_rank() OVER w AS dr, row_number() OVER (ORDER BY score DESC NULLS LAST, name) AS rn, percent_rank() OVER w AS pr, cume_dist() OVER w AS cd, ntile(3) OVER (ORDER BY score DESC NULLS LAST, name) AS nt, nth_value(name, 2) OVER (ORDER BY score DESC NULLS LAST, name ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS second FROM (VALUES ('ann', 90), ('bob', 90), ('cyd', 75), ('dee', NULL), ('eli', 60)) AS t(name, score) WINDOW w AS (ORDER BY score DESC NULLS LAST) ORDER BY rn

-- case: between_range_groups
SELECT id, v, sum(v) OVER (ORDER BY v GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) AS g, count(*) OVER (ORDER BY v RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS r, array_agg(id) OVER (ORDER BY v, id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS ids FROM (VALUES (1, 10), (2, 10), (3, 11), (4, 15), (5, 16)) AS t(id, v) ORDER BY id

-- case: org_union_recursive
WITH RECURSIVE org(id, boss, path, lvl) AS (SELECT id, boss, CAST(name AS varchar), 1 FROM (VALUES (1, NULL, 'ceo'), (2, 1, 'cto'), (3, 2, 'dev'), (4, 1, 'cfo')) AS e(id, boss, name) WHERE boss IS NULL UNION ALL SELECT e.id, e.boss, o.path || ' > ' || e.name, o.lvl + 1 FROM (VALUES (1, NULL, 'ceo'), (2, 1, 'cto'), (3, 2, 'dev'), (4, 1, 'cfo')) AS e(id, boss, name) JOIN org o ON e.boss = o.id) SELECT id, boss, lvl, path, cardinality(split(path, ' > ')) = lvl AS ok FROM org ORDER BY path

-- case: format_union_recursive
WITH RECURSIVE t(n, a, b) AS (VALUES (1, BIGINT '0', BIGINT '1') UNION ALL SELECT n + 1, b, a + b FROM t WHERE n < 10) SELECT n, a, format('%05d', a) AS f, a % 2 = 0 AS even FROM t ORDER BY n

-- case: grouping_cube
SELECT region, service, CAST(sum(cost) AS decimal(12,2)) AS cost, grouping(region, service) AS lvl, count(*) AS n FROM (VALUES ('eu', 's3', 1.10), ('eu', 'ec2', 22.05), ('us', 's3', 3.3), (NULL, 'tax', 0.99)) AS t(region, service, cost) GROUP BY CUBE (region, service) ORDER BY lvl, region NULLS FIRST, service NULLS FIRST

-- case: sets_grouping_sets
SELECT a, b, c, sum(v) AS s FROM (VALUES (1, 'x', true, 10), (1, 'y', false, 20), (2, 'x', true, 30)) AS t(a, b, c, v) GROUP BY GROUPING SETS ((a, b), (c), ()) ORDER BY a NULLS LAST, b NULLS LAST, c NULLS LAST

-- case: count_if_union_between
WITH fn(step, uid, ts) AS (VALUES ('view', 'u1', TIMESTAMP '2024-01-01 00:00:00'), ('cart', 'u1', TIMESTAMP '2024-01-01 00:05:00'), ('buy', 'u1', TIMESTAMP '2024-01-01 00:09:00'), ('view', 'u2', TIMESTAMP '2024-01-01 00:00:30'), ('cart', 'u2', TIMESTAMP '2024-01-02 00:00:00'), ('view', 'u3', TIMESTAMP '2024-01-01 02:00:00'), ('buy', 'u3', TIMESTAMP '2024-01-01 01:00:00')), p AS (SELECT uid, min(ts) FILTER (WHERE step = 'view') AS v, min(ts) FILTER (WHERE step = 'cart') AS c, min(ts) FILTER (WHERE step = 'buy') AS b FROM fn GROUP BY uid) SELECT 'view' AS step, 1 AS o, count(v) AS n FROM p UNION ALL SELECT 'cart<1h', 2, count_if(c - v BETWEEN INTERVAL '0' SECOND AND INTERVAL '1' HOUR) FROM p UNION ALL SELECT 'buy', 3, count_if(b > c AND c > v) FROM p ORDER BY o

-- case: regexp_replace_ngrams_array_join
WITH e(uid, page, ts) AS (VALUES ('u1', '/home', 1), ('u1', '/p/1', 2), ('u1', '/cart', 3), ('u2', '/home', 1), ('u2', '/p/2', 4), ('u3', '/cart', 9)), paths AS (SELECT uid, array_agg(regexp_replace(page, '/\d+$', '/:id') ORDER BY ts) AS pth FROM e GROUP BY uid), grams AS (SELECT uid, g FROM paths CROSS JOIN UNNEST(ngrams(pth, 2)) AS t(g)) SELECT array_join(g, ' -> ') AS tr, count(*) AS n, array_agg(uid ORDER BY uid) AS uids, cardinality(g) AS len FROM grams GROUP BY g ORDER BY n DESC, tr

-- case: date_format_to_iso8601_day_of_year
SELECT d, d BETWEEN DATE '2024-01-01' AND DATE '2024-06-30' AS h1, date_format(d, '%Y/%m/%d %W %j') AS f1, format_datetime(d, 'EEE, d MMM yyyy') AS f2, to_iso8601(d) AS iso, CAST(d AS timestamp) AS ts, day_of_year(d) AS doy, date_trunc('quarter', d) AS q, date_trunc('week', d) AS w, d - DATE '2024-01-01' AS since FROM (SELECT CAST(s AS date) AS d FROM (VALUES '2024-02-29', '2023-12-31', '1999-01-01') AS t(s)) ORDER BY d

-- case: date_parse_from_iso8601_date_from_unixtime_nanos
SELECT date_parse('2024-03-10 02:30:00', '%Y-%m-%d %H:%i:%s') AS a, parse_datetime('10/Mar/2024:01:30:00 -0500', 'dd/MMM/yyyy:HH:mm:ss Z') AS b, from_iso8601_timestamp('2024-W10-7T00:00:00+05:30') AS c, from_iso8601_date('2024-070') AS d, from_unixtime(1710054000, 'America/New_York') AS e, from_unixtime(1710054000, -5, 30) AS f, from_unixtime_nanos(1710054000123456789) AS g, to_unixtime(TIMESTAMP '2024-03-10 03:00:00 America/New_York') AS h

-- case: date_add_date_diff_interval
SELECT TIMESTAMP '2024-11-03 00:30:00 America/New_York' + INTERVAL '2' HOUR AS plus2h, TIMESTAMP '2024-11-03 00:30:00 America/New_York' + INTERVAL '1' DAY AS plus1d, date_add('day', 1, TIMESTAMP '2024-03-09 02:30:00 America/New_York') AS gap, date_diff('hour', TIMESTAMP '2024-03-10 00:00:00 America/New_York', TIMESTAMP '2024-03-11 00:00:00 America/New_York') AS h23, date_diff('day', TIMESTAMP '2024-11-02 12:00:00 America/New_York', TIMESTAMP '2024-11-03 12:00:00 America/New_York') AS d1

-- case: to_milliseconds_parse_duration_interval
SELECT i, to_milliseconds(i) AS ms, i * 2 AS dbl, -i AS neg, i > INTERVAL '1' DAY AS gt, CAST(i AS varchar) AS s, parse_duration(s) = i AS same FROM (VALUES (INTERVAL '90' MINUTE, '1.5h'), (INTERVAL '2 03:04:05.678' DAY TO SECOND, '3m'), (INTERVAL '-5' SECOND, '5s')) AS t(i, s) ORDER BY i

-- case: human_readable_seconds_format
SELECT human_readable_seconds(s) AS h, format('%02d:%02d:%02d', s / 3600, (s / 60) % 60, s % 60) AS hms, CAST(s AS double) / 3600 AS hrs, round(s / 86400.0, 3) AS days FROM (VALUES BIGINT '59', BIGINT '3661', BIGINT '93784', BIGINT '694861') AS t(s) ORDER BY s

-- case: bitwise_not_bit_count_bitwise_left_shift
SELECT b, bitwise_and(b, 12) AS ba, bitwise_or(b, 1) AS bo, bitwise_xor(b, 255) AS bx, bitwise_not(b) AS bn, bit_count(b, 64) AS bc, bitwise_left_shift(b, 2) AS ls, bitwise_right_shift(b, 1) AS rs, to_hex(to_big_endian_64(b)) AS be, from_big_endian_64(to_big_endian_64(b)) = b AS rt FROM (VALUES BIGINT '0', BIGINT '10', BIGINT '-1', BIGINT '9223372036854775807') AS t(b) ORDER BY b

-- case: bitwise_and_array_position_bitwise_or_agg
WITH f(flags, ip) AS (VALUES (2, '10.0.0.1'), (18, '10.0.0.1'), (3, '10.0.0.2'), (25, '172.31.255.254'), (0, 'fe80::1')), b AS (SELECT flags, CAST(ip AS ipaddress) AS ip, filter(ARRAY['FIN','SYN','RST','PSH','ACK','URG'], x -> bitwise_and(flags, CAST(power(2, array_position(ARRAY['FIN','SYN','RST','PSH','ACK','URG'], x) - 1) AS bigint)) > 0) AS names FROM f) SELECT ip, array_join(names, '|', '-') AS names, bitwise_or_agg(flags) OVER (PARTITION BY ip) AS all_flags, to_hex(CAST(ip AS varbinary)) AS raw FROM b ORDER BY ip, flags

-- case: contains
SELECT ip, CAST(ip AS varchar) AS s, contains('10.0.0.0/8', ip) AS rfc10, contains('192.168.0.0/16', ip) AS rfc192, contains('fd00::/8', ip) AS ula, ip < IPADDRESS '128.0.0.0' AS lower_half FROM (SELECT CAST(a AS ipaddress) AS ip FROM (VALUES '10.1.2.3', '192.168.255.0', '::ffff:10.9.9.9', 'fd12:3456::1', '8.8.4.4') AS t(a)) ORDER BY ip

-- case: to_hex
SELECT u, CAST(u AS varchar) AS s, to_hex(CAST(u AS varbinary)) AS h, u < UUID '80000000-0000-0000-0000-000000000000' AS low FROM (SELECT CAST(x AS uuid) AS u FROM (VALUES '12151fd2-7586-11e9-8f9e-2a86e4085a59', 'FFFFFFFF-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000') AS t(x)) ORDER BY u

-- case: join_is_distinct
SELECT a.k, a.v AS av, b.v AS bv, coalesce(a.k, b.k) AS kk, IF(a.v IS DISTINCT FROM b.v, 'changed', 'same') AS st FROM (VALUES (1, 'x'), (2, NULL), (3, '')) AS a(k, v) FULL OUTER JOIN (VALUES (2, NULL), (3, NULL), (4, 'w')) AS b(k, v) ON a.k = b.k ORDER BY kk

-- case: join_using
SELECT k, l, r FROM (VALUES (1, 'a'), (2, 'b'), (NULL, 'n')) AS x(k, l) LEFT JOIN (VALUES (1, 10), (1, 11), (NULL, 99)) AS y(k, r) USING (k) ORDER BY k NULLS LAST, l, r

-- case: api_approx_percentile_min_by
WITH api(ts, ip, path, ms) AS (VALUES (TIMESTAMP '2024-05-05 00:00:10.100', '192.0.2.1', '/v1/users/42', 120), (TIMESTAMP '2024-05-05 00:00:20.200', '192.0.2.1', '/v1/users/43', 80), (TIMESTAMP '2024-05-05 00:01:05.000', '192.0.2.2', '/v1/orders/9/items', 950), (TIMESTAMP '2024-05-05 00:01:59.999', '192.0.2.3', '/v1/orders/10/items', 1050), (TIMESTAMP '2024-05-05 00:02:00.000', '192.0.2.1', '/healthz', 1)), n AS (SELECT date_trunc('minute', ts) AS m, regexp_replace(path, '/(\d+)', '/{id}') AS route, ms, ip FROM api), st AS (SELECT route, count(*) AS c, approx_percentile(ms, ARRAY[0.5, 0.95]) AS p, max(ms) AS mx, min_by(ip, ms) AS fastest, array_agg(DISTINCT m ORDER BY m) AS mins FROM n GROUP BY route) SELECT route, c, p[1] AS p50, p[2] AS p95, mx, fastest, mm, o FROM st CROSS JOIN UNNEST(mins) WITH ORDINALITY AS t(mm, o) ORDER BY route, o

-- case: login_row_number_exists
WITH login(uid, ts, ok) AS (VALUES ('a', TIMESTAMP '2024-01-01 00:00:00', false), ('a', TIMESTAMP '2024-01-01 00:00:20', false), ('a', TIMESTAMP '2024-01-01 00:00:40', false), ('a', TIMESTAMP '2024-01-01 00:00:50', true), ('b', TIMESTAMP '2024-01-01 00:00:00', true), ('b', TIMESTAMP '2024-01-01 00:05:00', false)), g AS (SELECT *, row_number() OVER (PARTITION BY uid ORDER BY ts) - row_number() OVER (PARTITION BY uid, ok ORDER BY ts) AS grp FROM login), isl AS (SELECT uid, ok, grp, min(ts) AS s, max(ts) AS e, count(*) AS n FROM g GROUP BY uid, ok, grp) SELECT i.uid, i.s, i.e, i.n, i.e - i.s AS span, EXISTS (SELECT 1 FROM login l WHERE l.uid = i.uid AND l.ok AND l.ts > i.e) AS later_success FROM isl i WHERE NOT i.ok ORDER BY i.uid, i.s

-- case: sub_sequence_last_day_of_month
WITH sub(cust, start_dt, end_dt, mrr) AS (VALUES ('c1', DATE '2024-01-15', DATE '2024-03-31', DECIMAL '49.00'), ('c2', DATE '2024-02-29', CAST(NULL AS date), DECIMAL '99.90'), ('c3', DATE '2023-12-31', DATE '2024-01-01', DECIMAL '10.00')), mon AS (SELECT m FROM UNNEST(sequence(DATE '2024-01-01', DATE '2024-04-01', INTERVAL '1' MONTH)) AS t(m)) SELECT m, last_day_of_month(m) AS eom, count(cust) AS active, coalesce(sum(mrr), 0) AS mrr, array_agg(cust ORDER BY cust) FILTER (WHERE cust IS NOT NULL) AS who, count_if(date_trunc('month', start_dt) = m) AS new_subs FROM mon LEFT JOIN sub ON start_dt <= last_day_of_month(m) AND coalesce(end_dt, DATE '9999-12-31') >= m GROUP BY m ORDER BY m

-- case: date_trunc_date_diff_join
WITH c(uid, first_m, m) AS (SELECT uid, min(date_trunc('month', d)) OVER (PARTITION BY uid), date_trunc('month', d) FROM (VALUES (1, DATE '2024-01-05'), (1, DATE '2024-02-10'), (2, DATE '2024-01-31'), (2, DATE '2024-03-01'), (3, DATE '2024-02-29')) AS t(uid, d)) SELECT first_m, date_diff('month', first_m, m) AS offs, count(DISTINCT uid) AS users, CAST(count(DISTINCT uid) AS double) / max(sz) AS retention FROM c JOIN (SELECT first_m AS fm, count(DISTINCT uid) AS sz FROM c GROUP BY first_m) ON fm = first_m GROUP BY first_m, date_diff('month', first_m, m) ORDER BY 1, 2

-- case: array_except_arrays_overlap_all_match
SELECT id, zip_with(qty, price, (q, p) -> q * p) AS ext, zip(qty, price) AS z, array_sort(array_intersect(qty, ARRAY[1, 2, 3])) AS inter, array_sort(array_except(qty, ARRAY[1])) AS exc, array_sort(array_union(qty, ARRAY[7])) AS uni, arrays_overlap(qty, ARRAY[5]) AS ov, combinations(qty, 2) AS comb, all_match(price, p -> p > 0) AS pos, none_match(qty, q -> q > 5) AS nm FROM (VALUES (1, ARRAY[1, 2, 5], ARRAY[1.5, 2.25, 3.0]), (2, ARRAY[3, 6, 9], ARRAY[0.0, 1.0, 10.75])) AS t(id, qty, price) ORDER BY id

-- case: split_to_map_split_to_multimap_map_concat
SELECT s, split_to_map(s, ';', '=')['a'] AS a, element_at(split_to_map(s, ';', '='), 'z') AS z, map_entries(split_to_multimap(s || ';a=9', ';', '=')) AS mm, cardinality(map_concat(split_to_map(s, ';', '='), MAP(ARRAY['q'], ARRAY['1']))) AS n FROM (VALUES 'a=1;b=2', 'a=;c=x y') AS t(s) ORDER BY s

-- case: regexp_like_regexp_extract_all_regexp_count
SELECT s, regexp_like(s, '(?i)error|fail') AS bad, regexp_extract_all(s, '\d+') AS nums, regexp_replace(s, '(\w+)@(\w+)\.com', '$2:$1') AS masked, regexp_count(s, '[aeiou]') AS vowels, regexp_position(s, '\d') AS first_digit, regexp_split(s, '\s*[,;]\s*') AS parts, regexp_replace(s, '([a-z]+)', x -> upper(x[1])) AS up FROM (VALUES 'Error 404, retry in 30', 'joe@corp.com; ann@home.com', '') AS t(s) ORDER BY s

-- case: levenshtein_distance_hamming_distance_concat_ws
SELECT a, b, levenshtein_distance(a, b) AS lev, IF(length(a) = length(b), hamming_distance(a, b)) AS ham, soundex(a) = soundex(b) AS sx, starts_with(a, b) AS sw, translate(a, 'abc', 'xyz') AS tr, strpos(a, substr(b, 1, 1), -1) AS lastpos, concat_ws('-', a, NULL, b) AS cw FROM (VALUES ('robert', 'rupert'), ('abcabc', 'abc'), ('kitten', 'sitting')) AS t(a, b) ORDER BY a

-- case: format
SELECT format('%s|%8.3f|%,d|%x|%b|%-6s|%08d', s, d, n, n, b, s, n) AS f, format('%tY-%<tm-%<td', dt) AS y FROM (VALUES ('ab', 3.14159e0, BIGINT '1234567', true, DATE '2024-02-29'), ('zz', -0.5e0, BIGINT '42', false, DATE '2023-12-31')) AS t(s, d, n, b, dt) ORDER BY s

-- case: format_again
SELECT v, CAST(v AS varchar) AS s, CAST(v AS real) AS r, CAST(CAST(v AS real) AS varchar) AS rs, CAST(v AS decimal(20,5)) AS d, CAST(v AS bigint) AS i, format('%.3e', v) AS sci FROM (VALUES 0e0, 1e7, 12345678.9e0, 1e-3, 0.0001e0, -2.5e0, 3.5e0, 123456789012e0) AS t(v) ORDER BY v

-- case: try_cast
SELECT CAST(0.1e0 + 0.2e0 AS varchar) AS a, REAL '0.1' + REAL '0.2' AS b, CAST(REAL '0.1' AS double) AS c, DECIMAL '0.1' + DECIMAL '0.2' = DECIMAL '0.3' AS d, 0.1e0 + 0.2e0 = 0.3e0 AS e, CAST(DECIMAL '123.455' AS decimal(5,2)) AS f, CAST(-0.5e0 AS integer) AS g, CAST(DECIMAL '2.5' AS integer) AS h, try_cast('99999999999' AS integer) AS i, CAST(' 12 ' AS double) AS j, CAST('1e3' AS double) AS k

-- case: typeof_concat_date_add
SELECT typeof(ARRAY[1, 2.5]) AS a, typeof(MAP(ARRAY['x'], ARRAY[TIMESTAMP '2024-01-01 00:00:00.123456'])) AS b, typeof(ROW(1, 'x')) AS c, typeof(CAST(ROW(1, NULL) AS ROW(a bigint, b array(varchar)))) AS d, typeof(TIME '10:00:00.123') AS e, typeof(INTERVAL '1' YEAR) AS f, typeof(X'00FF') AS g, typeof(1.0E0) AS h, typeof('abc') AS i, typeof(concat('a', 'b')) AS j, typeof(if(true, 1, BIGINT '2')) AS k, typeof(date_add('day', 1, DATE '2024-01-01')) AS l

-- case: time_date_trunc_extract
SELECT TIME '23:30:00' + INTERVAL '45' MINUTE AS wrap, date_diff('minute', TIME '10:00:00', TIME '11:31:30') AS mins, CAST(TIMESTAMP '2024-05-05 12:34:56.789' AS time(0)) AS t0, CAST('07:08:09' AS time) AS t1, date_trunc('hour', TIME '07:08:09') AS th, TIME '01:02:03.456 +05:30' AS tz, extract(HOUR FROM TIME '07:08:09') AS h, TIMESTAMP '2024-05-05 12:34:56.789999' = CAST(TIMESTAMP '2024-05-05 12:34:56.789999' AS timestamp(3)) AS trunc_eq

-- case: millisecond_to_unixtime_typeof
SELECT ts, CAST(ts AS timestamp(0)) AS t0, CAST(ts AS date) AS d, CAST(ts AS timestamp(9)) AS t9, millisecond(ts) AS ms, to_unixtime(ts) AS u, CAST(ts AS varchar) AS s, typeof(ts) AS ty FROM (VALUES TIMESTAMP '2024-12-31 23:59:59.999999', TIMESTAMP '1969-12-31 23:59:59.5', TIMESTAMP '0001-01-01 00:00:00') AS t(ts) ORDER BY ts

-- case: orders_typeof
WITH orders(id, amt, cur) AS (VALUES (1, DECIMAL '100.00', 'EUR'), (2, DECIMAL '5000', 'JPY'), (3, DECIMAL '19.99', 'USD'), (4, DECIMAL '1.00', 'XXX')), fx(cur, rate) AS (VALUES ('EUR', DECIMAL '1.0825'), ('JPY', DECIMAL '0.006712'), ('USD', DECIMAL '1')) SELECT o.id, o.amt * f.rate AS usd, CAST(o.amt * f.rate AS decimal(12,2)) AS usd2, typeof(o.amt * f.rate) AS ty, (SELECT max(rate) FROM fx) AS max_rate, o.cur NOT IN (SELECT cur FROM fx) AS unknown_cur FROM orders o LEFT JOIN fx f ON o.cur = f.cur ORDER BY o.id

-- case: slice_array_sort_lateral
SELECT o.k, l.top2, l.s FROM (VALUES ('a', ARRAY[3, 9, 4]), ('b', ARRAY[1]), ('c', ARRAY[])) AS o(k, arr) CROSS JOIN LATERAL (SELECT slice(array_sort(array_agg(x), (p, q) -> IF(p > q, -1, IF(p = q, 0, 1))), 1, 2) AS top2, sum(x) AS s FROM UNNEST(o.arr) AS u(x)) AS l ORDER BY o.k

-- case: exists
WITH t(id, grp, v) AS (VALUES (1, 'a', 5), (2, 'a', 7), (3, 'b', 1), (4, 'b', 1), (5, 'c', NULL)) SELECT id, grp, v FROM t o WHERE v = (SELECT max(v) FROM t i WHERE i.grp = o.grp) OR v IS NULL AND NOT EXISTS (SELECT 1 FROM t i WHERE i.grp = o.grp AND i.v IS NOT NULL) ORDER BY id

-- case: all_intersect_except
(SELECT v FROM (VALUES 1, 2, 2, 3, NULL) AS a(v) EXCEPT SELECT v FROM (VALUES 3, 4) AS b(v)) UNION ALL (SELECT v FROM (VALUES 2, 2, NULL) AS c(v) INTERSECT SELECT v FROM (VALUES NULL, 2, 5) AS d(v)) ORDER BY 1 NULLS LAST

-- case: fetch_offset
SELECT v, n FROM (SELECT v, count(*) AS n FROM (VALUES 'a', 'b', 'a', 'c', 'c', 'a') AS t(v) GROUP BY v) ORDER BY n DESC, v OFFSET 1 ROW FETCH FIRST 2 ROWS ONLY

-- case: fetch
SELECT name, pts FROM (VALUES ('x', 10), ('y', 8), ('z', 8), ('w', 1)) AS t(name, pts) ORDER BY pts DESC FETCH FIRST 2 ROWS WITH TIES

-- case: histogram_map_union_map_values
SELECT x, cnt, m FROM (SELECT histogram(x) AS h, map_agg(x, y) AS m1, map_union(MAP(ARRAY[x], ARRAY[y])) AS m2 FROM (VALUES ('k1', 1), ('k2', 2), ('k2', 2)) AS t(x, y)) CROSS JOIN UNNEST(h, map_values(m2)) AS u(x, cnt, m) ORDER BY x, cnt, m

-- case: bool_and_arbitrary_approx_distinct
SELECT checksum(v) IS NOT NULL AS ck, bool_and(v > 0) AS ba, bool_or(v > 3) AS bo, every(v < 9) AS ev, arbitrary(1) AS arb, max(v, 2) AS top2, min(v, 2) AS low2, max_by(s, v, 2) AS mb2, min_by(s, v) AS mb, approx_distinct(v) AS ad, count(DISTINCT s) AS ds, array_agg(s ORDER BY v DESC, s) AS ag FROM (VALUES (1, 'p'), (2, 'q'), (4, 'r')) AS t(v, s)

-- case: json_parse_lower_json_extract
WITH mfa AS (SELECT json_parse(j) AS j FROM (VALUES '{"eventTime":"2024-02-29T23:59:59Z","eventName":"ConsoleLogin","responseElements":{"ConsoleLogin":"Success"},"additionalEventData":{"MFAUsed":"No"},"userIdentity":{"type":"Root","accountId":"111122223333"}}', '{"eventTime":"2024-03-01T00:00:00Z","eventName":"ConsoleLogin","responseElements":{"ConsoleLogin":"Failure"},"additionalEventData":{"MFAUsed":"Yes"},"userIdentity":{"type":"IAMUser","accountId":"444455556666","userName":"zoë"}}') AS t(j)) SELECT CAST(from_iso8601_timestamp(json_extract_scalar(j, '$.eventTime')) AS date) AS d, json_extract_scalar(j, '$.userIdentity.accountId') AS acct, coalesce(json_extract_scalar(j, '$.userIdentity.userName'), lower(json_extract_scalar(j, '$.userIdentity.type'))) AS usr, json_extract_scalar(j, '$.additionalEventData.MFAUsed') = 'Yes' AS mfa, CAST(json_extract(j, '$.responseElements') AS map(varchar, varchar))['ConsoleLogin'] AS res, CAST(json_extract(j, '$.userIdentity') AS ROW(type varchar, accountid varchar)).type AS ty FROM mfa ORDER BY d

-- case: nlb_date_parse_having
WITH nlb(t, tls_cipher, bytes_r, bytes_s, lat) AS (VALUES ('2024-04-01T00:00:01', 'ECDHE-RSA-AES128-SHA', 98, 246, 5), ('2024-04-01T00:00:02', '-', 0, 0, -1), ('2024-04-01T00:10:00', 'TLS_AES_128_GCM_SHA256', 1000, 24000, 30)) SELECT CASE WHEN tls_cipher LIKE 'TLS\_%' ESCAPE '\' THEN 'TLS1.3' WHEN tls_cipher = '-' THEN 'none' ELSE 'TLS1.2-' END AS ver, count(*) AS n, sum(bytes_r + bytes_s) AS b, avg(nullif(lat, -1)) AS avg_lat, max(from_iso8601_timestamp(t)) AS last_seen, max(date_parse(t, '%Y-%m-%dT%H:%i:%s')) AS last_seen_local FROM nlb GROUP BY 1 HAVING count(*) > 0 ORDER BY ver

-- case: costs_stddev_window
WITH costs(d, svc, c) AS (VALUES (DATE '2024-06-01', 'ec2', 100e0), (DATE '2024-06-02', 'ec2', 110e0), (DATE '2024-06-03', 'ec2', 90e0), (DATE '2024-06-04', 'ec2', 400e0), (DATE '2024-06-01', 's3', 5e0), (DATE '2024-06-02', 's3', 5e0), (DATE '2024-06-03', 's3', 5e0)), st AS (SELECT *, avg(c) OVER w AS mu, stddev(c) OVER w AS sd, count(*) OVER w AS n FROM costs WINDOW w AS (PARTITION BY svc ORDER BY d ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING)) SELECT svc, d, c, mu, sd, n, CASE WHEN n < 2 THEN 'warmup' WHEN sd = 0 THEN 'flat' WHEN abs(c - mu) / sd > 3 THEN 'ANOMALY' ELSE 'ok' END AS flag FROM st ORDER BY svc, d

-- case: trail_split_part_regexp_extract
WITH trail(eventtime, principal, action, resources) AS (VALUES (TIMESTAMP '2024-07-01 00:00:00.000 UTC', 'role/etl', 's3:GetObject', ARRAY[CAST(ROW('arn:aws:s3:::lake/raw/dt=2024-07-01/a.parquet','AWS::S3::Object') AS ROW(arn varchar, type varchar)), CAST(ROW('arn:aws:s3:::lake','AWS::S3::Bucket') AS ROW(arn varchar, type varchar))]), (TIMESTAMP '2024-07-01 00:00:01.000 UTC', 'role/etl', 's3:PutObject', ARRAY[CAST(ROW('arn:aws:s3:::lake/curated/dt=2024-07-01/b.parquet','AWS::S3::Object') AS ROW(arn varchar, type varchar))]), (TIMESTAMP '2024-07-02 00:00:00.000 UTC', 'user/kim', 'kms:Decrypt', NULL)), ex AS (SELECT principal, split_part(action, ':', 1) AS svc, r.arn AS arn, regexp_extract(r.arn, 'dt=(\d{4}-\d{2}-\d{2})', 1) AS dt FROM trail LEFT JOIN UNNEST(resources) AS r(arn, type) ON true), agg AS (SELECT principal, svc, count(arn) AS n, map_agg(coalesce(split(arn, '/')[1], '-'), dt) AS last_dt, array_agg(DISTINCT cardinality(split(arn, '/')) ORDER BY cardinality(split(arn, '/'))) AS depths FROM ex GROUP BY principal, svc) SELECT principal, svc, n, depths, k, CAST(v AS date) AS dt FROM agg CROSS JOIN UNNEST(last_dt) AS m(k, v) ORDER BY principal, svc, k

-- case: cur2_reduce_map_values
WITH cur2(bill_period, account, tags, discount, cost) AS (VALUES ('2024-01', '111', MAP(ARRAY['cc','env'], ARRAY['1001','prod']), MAP(ARRAY['edp'], ARRAY[-0.5e0]), 10e0), ('2024-01', '222', MAP(ARRAY['env'], ARRAY['dev']), MAP(ARRAY['edp','ri'], ARRAY[-0.1e0, -0.4e0]), 4e0), ('2024-02', '111', MAP(ARRAY['cc'], ARRAY['']), MAP(), 12e0), ('2024-02', '333', NULL, NULL, 0e0)), n AS (SELECT bill_period, account, coalesce(nullif(element_at(tags, 'cc'), ''), 'none') AS cc, cost + coalesce(reduce(map_values(discount), 0e0, (s, x) -> s + x, s -> s), 0e0) AS net, cost FROM cur2) SELECT bill_period, cc, sum(cost) AS gross, sum(net) AS net, round(1 - sum(net) / nullif(sum(cost), 0), 4) AS disc_pct, array_agg(CAST(ROW(account, net) AS ROW(acct varchar, net double)) ORDER BY account) AS detail FROM n GROUP BY bill_period, cc ORDER BY bill_period, cc

-- case: map_agg
-- fails: function not found
WITH b(account, svc, m, cost) AS (VALUES ('a1', 'S3', '2024-01', 10.0), ('a1', 'EC2', '2024-01', 100.0), ('a1', 'S3', '2024-02', 12.5), ('a2', 'S3', '2024-02', 1.0)), pv AS (SELECT account, svc, kv['2024-01'] AS jan, kv['2024-02'] AS feb FROM (SELECT account, svc, map_agg(m, cost) || MAP(ARRAY['zz'], ARRAY[0.0]) AS kv FROM b GROUP BY account, svc)) SELECT account, svc, jan, feb FROM pv ORDER BY account, svc

-- case: element_at_map_agg_format
WITH b(account, svc, m, cost) AS (VALUES ('a1', 'S3', '2024-01', 10.0), ('a1', 'EC2', '2024-01', 100.0), ('a1', 'S3', '2024-02', 12.5), ('a2', 'S3', '2024-02', 1.0)), pv AS (SELECT account, svc, element_at(kv, '2024-01') AS jan, element_at(kv, '2024-02') AS feb FROM (SELECT account, svc, map_agg(m, cost) AS kv FROM b GROUP BY account, svc)) SELECT account, svc, jan, feb, coalesce(feb, 0) - coalesce(jan, 0) AS delta, CASE WHEN jan IS NULL THEN 'new' WHEN feb IS NULL THEN 'gone' ELSE format('%+.1f%%', (feb - jan) * 100 / jan) END AS chg FROM pv ORDER BY account, svc

-- case: nan_cross_join
SELECT account, metric, val FROM (VALUES ('a1', 10, 0.5e0, NULL), ('a2', 20, nan(), 7e0)) AS t(account, gets, err_rate, puts) CROSS JOIN UNNEST(ARRAY['gets', 'err_rate', 'puts'], ARRAY[CAST(gets AS double), err_rate, puts]) AS u(metric, val) WHERE val IS NOT NULL ORDER BY account, metric

-- case: pin_map_union_set_agg
-- fails: function not found
WITH pin(arrival, client, event_type, attributes, metrics) AS (VALUES (BIGINT '1720000000000', 'c1', '_session.start', MAP(ARRAY['os'], ARRAY['ios']), CAST(NULL AS map(varchar, double))), (BIGINT '1720000060000', 'c1', 'purchase', MAP(ARRAY['os','sku'], ARRAY['ios','S-1']), MAP(ARRAY['price','qty'], ARRAY[9.99e0, 2e0])), (BIGINT '1720000300000', 'c1', '_session.stop', MAP(ARRAY['os'], ARRAY['ios']), NULL), (BIGINT '1720000400000', 'c2', 'purchase', MAP(ARRAY['os'], ARRAY['android']), MAP(ARRAY['price'], ARRAY[1e0]))), s AS (SELECT client, from_unixtime(min(arrival) / 1000) AS t0, date_diff('second', from_unixtime(min(arrival) / 1000), from_unixtime(max(arrival) / 1000)) AS secs, sum(metrics['price'] * coalesce(element_at(metrics, 'qty'), 1)) FILTER (WHERE event_type = 'purchase') AS revenue, map_union(attributes) AS attrs, set_agg(event_type) AS evs FROM (SELECT client, arrival, event_type, metrics, attributes FROM pin) GROUP BY client) SELECT client, t0, secs, revenue, element_at(attrs, 'sku') AS sku FROM s ORDER BY client

-- case: pin_array_distinct_lpad
WITH pin(arrival, client, event_type, attributes, metrics) AS (VALUES (BIGINT '1720000000000', 'c1', '_session.start', MAP(ARRAY['os'], ARRAY['ios']), CAST(NULL AS map(varchar, double))), (BIGINT '1720000060000', 'c1', 'purchase', MAP(ARRAY['os','sku'], ARRAY['ios','S-1']), MAP(ARRAY['price','qty'], ARRAY[9.99e0, 2e0])), (BIGINT '1720000400000', 'c2', 'purchase', MAP(ARRAY['os'], ARRAY['android']), MAP(ARRAY['price'], ARRAY[1e0]))), s AS (SELECT client, from_unixtime(min(arrival) / 1000) AS t0, sum(element_at(metrics, 'price') * coalesce(element_at(metrics, 'qty'), 1)) FILTER (WHERE event_type = 'purchase') AS revenue, map_union(attributes) AS attrs, array_sort(array_distinct(array_agg(event_type))) AS evs FROM pin GROUP BY client) SELECT client, t0, revenue, evs, k, v, upper(v) || lpad(CAST(length(k) AS varchar), 3, '0') AS tag FROM s CROSS JOIN UNNEST(attrs) AS a(k, v) ORDER BY client, k

-- case: sns_json_extract_scalar_json_parse
WITH sns(notification, delivery) AS (VALUES ('{"messageId":"m1","timestamp":"2024-05-05 10:00:00.123"}', '{"dwellTimeMs":57,"attempts":1,"statusCode":200}'), ('{"messageId":"m2","timestamp":"2024-05-05 10:00:01.5"}', '{"dwellTimeMs":2057,"attempts":3,"statusCode":503,"providerResponse":"{\"error\":\"Throttled\"}"}')), p AS (SELECT json_extract_scalar(notification, '$.messageId') AS id, CAST(json_extract_scalar(notification, '$.timestamp') AS timestamp(3)) AS ts, CAST(json_parse(delivery) AS map(varchar, json)) AS d FROM sns) SELECT id, ts, CAST(d['attempts'] AS integer) AS att, CAST(d['dwellTimeMs'] AS bigint) * INTERVAL '0.001' SECOND AS dwell, json_extract_scalar(CAST(element_at(d, 'providerResponse') AS varchar), '$.error') AS err, cardinality(d) AS n FROM p ORDER BY id

-- case: to_base32_hmac_sha256_from_utf8
WITH k(ts, tenant, payload) AS (VALUES (1, 't1', X'DEADBEEF'), (2, 't1', X''), (3, 't2', X'00'), (4, 't2', NULL)) SELECT tenant, ts, length(payload) AS len, to_hex(payload) AS h, to_base64(payload) AS b, to_hex(substr(payload, 2, 2)) AS mid, to_hex(reverse(payload)) AS rev, to_hex(payload || X'FF') AS app, to_hex(lpad(payload, 3, X'AA')) AS lp, to_base32(payload) AS b32, payload > X'01' AS gt, to_hex(hmac_sha256(payload, to_utf8('key'))) AS mac, coalesce(from_utf8(payload, '?'), '-') AS txt FROM k ORDER BY ts

-- case: from_ieee754_32_spooky_hash_v2_64_murmur3
SELECT to_hex(to_ieee754_32(r)) AS f, to_hex(to_ieee754_64(CAST(r AS double))) AS d, from_ieee754_32(to_ieee754_32(r)) AS rt, is_nan(r) AS n, to_hex(spooky_hash_v2_64(to_utf8(CAST(r AS varchar)))) AS sp, to_hex(murmur3(to_utf8('x'))) AS mm FROM (VALUES REAL '1.5', REAL '-0.25', CAST(infinity() AS real), CAST(nan() AS real)) AS t(r) ORDER BY r

-- case: approx_percentile_is_finite_infinity
SELECT count(*) AS n, sum(v) AS s, avg(v) AS a, min(v) AS mn, max(v) AS mx, count(DISTINCT v) AS d, array_agg(v ORDER BY v) AS ar, approx_percentile(v, 0.5) FILTER (WHERE is_finite(v)) AS med FROM (VALUES 1e0, nan(), 2e0, infinity(), nan(), NULL) AS t(v)

-- case: nan
SELECT v, count(*) AS n, sum(w) AS w FROM (VALUES (nan(), 1), (nan(), 2), (0e0, 3), (-0e0, 4), (NULL, 5), (NULL, 6)) AS t(v, w) GROUP BY v ORDER BY v NULLS LAST

-- case: join_cross_join
SELECT a.v AS l, b.v AS r, a.v < b.v AS lt, a.v = b.v AS eq, a.v IS NOT DISTINCT FROM b.v AS ndf, a.v IN (b.v, 'z') AS i FROM (VALUES '', ' ', 'a', NULL) AS a(v) CROSS JOIN (VALUES '', 'A', NULL) AS b(v) ORDER BY a.v NULLS FIRST, b.v NULLS FIRST

-- case: plain
SELECT ROW(a, b) = ROW(1, 'x') AS eq, ROW(a, b) < ROW(2, 'x') AS lt, ARRAY[a, 2] < ARRAY[1, 3] AS alt, ARRAY[a] || ARRAY[9] || 10 AS app, (a, b) IN ((1, 'x'), (3, 'z')) AS inn, MAP(ARRAY[b], ARRAY[a]) = MAP(ARRAY['x'], ARRAY[1]) AS meq, CAST(ROW(a, b) AS ROW(id bigint, nm varchar)).nm AS nm FROM (VALUES (1, 'x'), (2, 'y'), (3, 'z')) AS t(a, b) ORDER BY a

-- case: nested_reduce_ordinality
WITH nested(id, trips) AS (VALUES (1, ARRAY[CAST(ROW('r1', ARRAY[CAST(ROW(1.5e0, 'A') AS ROW(km double, stop varchar)), CAST(ROW(2.5e0, 'B') AS ROW(km double, stop varchar))]) AS ROW(route varchar, legs array(row(km double, stop varchar)))), CAST(ROW('r2', ARRAY[]) AS ROW(route varchar, legs array(row(km double, stop varchar))))]), (2, ARRAY[CAST(ROW('r1', NULL) AS ROW(route varchar, legs array(row(km double, stop varchar))))])), l AS (SELECT id, t.route AS route, t.legs AS legs, tn FROM nested CROSS JOIN UNNEST(trips) WITH ORDINALITY AS t(route, legs, tn)) SELECT id, tn, route, coalesce(cardinality(legs), -1) AS n, reduce(transform(legs, x -> x.km), 0e0, (s, k) -> s + k, s -> round(s, 1)) AS km, array_join(transform(legs, x -> x.stop), '>') AS stops, try(legs[1].km) AS first_km, legs IS NULL AS isnull FROM l ORDER BY id, tn

-- case: map_keys_ordinality_cross_join
SELECT x, y, z, o FROM (VALUES (ARRAY[1, 2, 3], ARRAY['a'], MAP(ARRAY['k1', 'k2'], ARRAY[true, false]))) AS t(p, q, r) CROSS JOIN UNNEST(p, q, map_keys(r)) WITH ORDINALITY AS u(x, y, z, o) ORDER BY o

-- case: repeat_trim_array_slice
SELECT n, cardinality(repeat('x', n)) AS rep, sequence(1, n * 2, 2) AS odd, sequence(n, 1) AS down, element_at(sequence(1, n), -1) AS last, array_join(shuffled, ',') AS j, trim_array(sequence(1, n), 1) AS tr, slice(sequence(1, n), -2, 2) AS tail FROM (SELECT n, transform(sequence(1, n), i -> i * i % 7) AS shuffled FROM (VALUES 2, 3, 5) AS t(n)) ORDER BY n

-- case: position_ltrim_chr
SELECT s, position('o' IN s) AS p, split_part(s, ' ', 2) AS w2, trim(BOTH 'x' FROM s) AS tb, ltrim(s) AS lt, rtrim(s, 'dx') AS rt, replace(s, 'o') AS noo, replace(s, 'o', '0') AS z, word_stem(lower(s)) AS st, length(rpad(s, 12, '*')) AS rp, s LIKE '%o_l%' AS lk, substring(s FROM 2 FOR 3) AS sb, chr(9731) || s AS snow FROM (VALUES 'hello world', 'xxfoo barxx', ' running ') AS t(s) ORDER BY s

-- case: lag_t_lead_max_by
WITH lag_t(id, ts, status) AS (VALUES (1, TIMESTAMP '2024-01-01 00:00:00', 'open'), (1, TIMESTAMP '2024-01-01 05:00:00', 'hold'), (1, TIMESTAMP '2024-01-02 00:00:00', 'open'), (1, TIMESTAMP '2024-01-02 02:30:00', 'closed'), (2, TIMESTAMP '2024-01-01 12:00:00', 'open')), iv AS (SELECT id, status, ts, lead(ts) OVER (PARTITION BY id ORDER BY ts) AS nxt FROM lag_t), d AS (SELECT id, status, sum(date_diff('minute', ts, coalesce(nxt, TIMESTAMP '2024-01-03 00:00:00'))) AS mins FROM iv GROUP BY id, status) SELECT id, map_entries(map_agg(status, mins ORDER BY status)) AS m, format('%dd %02dh', sum(mins) / 1440, sum(mins) / 60 % 24) AS total, max_by(status, mins) AS longest FROM d WHERE status <> 'closed' GROUP BY id ORDER BY id

-- case: count_if_union_between_again
WITH e(s, f) AS (VALUES (TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-01-01 00:10:00'), (TIMESTAMP '2024-01-01 00:05:00', TIMESTAMP '2024-01-01 00:20:00'), (TIMESTAMP '2024-01-01 00:30:00', TIMESTAMP '2024-01-01 00:31:00'), (TIMESTAMP '2024-01-01 00:20:00', TIMESTAMP '2024-01-01 00:25:00')), m AS (SELECT *, max(f) OVER (ORDER BY s, f ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS pf FROM e), g AS (SELECT *, count_if(pf IS NULL OR s > pf) OVER (ORDER BY s, f) AS grp FROM m), dl AS (SELECT t, sum(x) AS x FROM (SELECT s AS t, 1 AS x FROM e UNION ALL SELECT f, -1 FROM e) GROUP BY t), cc AS (SELECT t, sum(x) OVER (ORDER BY t) AS conc FROM dl) SELECT grp, min(s) AS s, max(f) AS f, count(*) AS n, (SELECT max(conc) FROM cc) AS peak FROM g GROUP BY grp ORDER BY grp

-- case: hour_json_format_json_array_get
WITH eb(log) AS (VALUES '{"source":"aws.health","time":"2024-03-31T01:59:59Z","resources":["i-1","i-2"],"detail":{"service":"EC2","sev":[1,2,3],"desc":[{"lang":"en_US","text":"A \"quoted\" text"}]}}', '{"source":"aws.guardduty","time":"2024-03-31T02:00:01Z","resources":[],"detail":{"severity":8.5,"type":"Recon:EC2/PortProbe"}}'), t AS (SELECT CAST(json_parse(log) AS ROW(source varchar, time varchar, resources array(varchar), detail map(varchar, json))) AS e FROM eb), x AS (SELECT e.source AS src, from_iso8601_timestamp(e.time) AT TIME ZONE 'Europe/Madrid' AS local_t, e.resources AS res, e.detail AS det FROM t) SELECT src, local_t, hour(local_t) AS h, cardinality(res) AS n, k, json_format(v) AS v, json_array_get(v, 0) IS NOT NULL AS is_arr FROM x CROSS JOIN UNNEST(det) AS u(k, v) ORDER BY src, k

-- case: hour_min_by_flatten
WITH ga(ts, uid, src) AS (VALUES (TIMESTAMP '2024-03-30 23:30:00 UTC', 'u1', 'ads'), (TIMESTAMP '2024-03-31 00:30:00 UTC', 'u1', 'mail'), (TIMESTAMP '2024-03-31 01:30:00 UTC', 'u2', 'ads'), (TIMESTAMP '2024-03-31 22:30:00 UTC', 'u3', NULL)), loc AS (SELECT uid, src, CAST(ts AT TIME ZONE 'Europe/London' AS date) AS d, hour(ts AT TIME ZONE 'Europe/London') AS h FROM ga), ft AS (SELECT uid, min_by(coalesce(src, 'direct'), (d, h)) AS first_src, array_agg((d, h) ORDER BY d, h) AS touches FROM loc GROUP BY uid) SELECT first_src, count(*) AS users, flatten(array_agg(touches ORDER BY uid)) AS touches, array_agg(uid ORDER BY uid) AS uids FROM ft GROUP BY first_src ORDER BY first_src

-- case: inv_abs_sign
WITH inv(acct, line, amt) AS (VALUES ('a', 1, DECIMAL '33.333'), ('a', 2, DECIMAL '33.333'), ('a', 3, DECIMAL '33.334'), ('b', 1, DECIMAL '-0.005')), sh AS (SELECT acct, line, amt, amt / sum(amt) OVER (PARTITION BY acct) AS share, typeof(amt / sum(amt) OVER (PARTITION BY acct)) AS ty FROM inv) SELECT acct, line, share, ty, round(amt, 2) AS r2, CAST(amt AS decimal(9,2)) AS c2, round(CAST(amt AS double), 2) AS rd, sum(round(amt, 2)) OVER (PARTITION BY acct) AS tot, abs(amt) AS ab, sign(amt) AS sg FROM sh ORDER BY acct, line

-- case: date_add_date_diff_interval_again
SELECT d, INTERVAL '1' MONTH * n AS iv, d + INTERVAL '1' MONTH * n AS shifted, d - INTERVAL '1-1' YEAR TO MONTH AS back, date_add('quarter', n, d) AS q, date_diff('year', d, DATE '2024-02-28') AS yrs, CAST(d AS timestamp) + INTERVAL '36' HOUR AS p36, date_add('week', -n, d) AS w FROM (VALUES (DATE '2020-02-29', 1), (DATE '2024-01-31', 1), (DATE '2023-08-31', 6), (DATE '2023-10-31', 4)) AS t(d, n) ORDER BY d

-- case: approx_set_merge_array_intersect
WITH h(u, ids) AS (VALUES ('de', ARRAY['a','b','c']), ('fr', ARRAY['b','c']), ('it', ARRAY['z'])), sk AS (SELECT u, approx_set(i) AS s FROM h CROSS JOIN UNNEST(ids) AS t(i) GROUP BY u) SELECT x.u AS u1, y.u AS u2, cardinality(merge(z.s)) AS uniq, max(jaccard) AS jac FROM sk x JOIN sk y ON x.u < y.u CROSS JOIN UNNEST(ARRAY[x.s, y.s]) AS z(s) JOIN (SELECT a.u AS au, b.u AS bu, CAST(cardinality(array_intersect(a.ids, b.ids)) AS double) / cardinality(array_union(a.ids, b.ids)) AS jaccard FROM h a CROSS JOIN h b) j ON j.au = x.u AND j.bu = y.u GROUP BY x.u, y.u ORDER BY 1, 2

-- case: value_at_quantile_tdigest_agg_qdigest_agg
SELECT lvl, round(value_at_quantile(td, 0.5e0), 1) AS med, transform(values_at_quantiles(td, ARRAY[0e0, 1e0]), q -> CAST(q AS bigint)) AS ends, value_at_quantile(qd, 0.5) AS qmed FROM (SELECT lvl, tdigest_agg(CAST(ms AS double)) AS td, qdigest_agg(ms) AS qd FROM (VALUES ('a', BIGINT '10'), ('a', BIGINT '20'), ('a', BIGINT '30'), ('b', BIGINT '7')) AS t(lvl, ms) GROUP BY lvl) ORDER BY lvl

-- case: cosine_similarity_atan2_cbrt
SELECT pt, round(cosine_similarity(MAP(ARRAY['x','y'], ARRAY[a, b]), MAP(ARRAY['x','y'], ARRAY[1e0, 1e0])), 4) AS cs, round(sqrt(power(a, 2) + power(b, 2)), 4) AS norm, round(atan2(b, a), 4) AS ang, round(degrees(atan2(b, a)), 2) AS deg, round(ln(a + 1), 4) AS l, round(log(2, 8), 2) AS lg, round(log10(1000 * a), 4) AS l10, round(exp(-a), 5) AS ex, cbrt(27e0) AS cb, round(pi() * e(), 5) AS pe FROM (VALUES ('p', 1e0, 0e0), ('q', 1e0, 1e0), ('r', 3e0, 4e0)) AS t(pt, a, b) ORDER BY pt

-- case: url_extract_host_url_extract_fragment_url_encode
SELECT u, url_extract_protocol(u) AS pr, url_extract_host(u) AS h, url_extract_port(u) AS p, url_extract_path(u) AS pa, url_extract_query(u) AS q, url_extract_fragment(u) AS f, url_extract_parameter(u, 'utm_source') AS utm, url_encode(coalesce(url_extract_query(u), '')) AS enc, map_entries(try(split_to_map(nullif(url_extract_query(u), ''), '&', '='))) AS params FROM (VALUES 'https://ex.com:8443/a/b?utm_source=mail%20x&x=1#top', 'http://ex.com', 'https://ex.com/?', 's3://bucket/key with space', '/rel?utm_source=q') AS t(u) ORDER BY u

-- case: rank_map_keys_any_match
WITH w(country, rule, n) AS (VALUES ('DE', 'sqli', 5), ('DE', 'xss', 3), ('FR', 'sqli', 9), ('US', 'rate', 9), ('US', 'xss', 2), (NULL, 'rate', 1)), r AS (SELECT rule, country, n, rank() OVER (PARTITION BY rule ORDER BY n DESC) AS rk, CAST(n AS double) / sum(n) OVER (PARTITION BY rule) AS share FROM w), top AS (SELECT rule, map_agg(coalesce(country, '??'), CAST(ROW(n, round(share, 3)) AS ROW(n integer, share double))) AS m FROM r WHERE rk <= 2 GROUP BY rule) SELECT rule, c, v.n AS n, v.share AS share, transform(array_sort(map_keys(m)), k -> k || ':' || CAST(m[k].n AS varchar)) AS lst, any_match(map_values(m), x -> x.share > 0.5) AS dominated FROM top CROSS JOIN UNNEST(m) AS u(c, v) ORDER BY rule, c

-- case: array_histogram_map_entries
SELECT array_histogram(tags)['x'] AS nx, map_entries(array_histogram(tags)) AS h FROM (VALUES ARRAY['x', 'y', 'x']) AS t(tags)

-- case: map_zip_with_map_from_entries_multimap_from_entries
SELECT id, map_entries(map_zip_with(a, b, (k, x, y) -> coalesce(x, 0) - coalesce(y, 0))) AS diff, map_entries(transform_keys(a, (k, v) -> upper(k) || CAST(v AS varchar))) AS tk, map_entries(map_from_entries(ARRAY[('q', 1), ('r', id)])) AS mf, map_entries(multimap_from_entries(ARRAY[('q', 1), ('r', id), ('q', 3)])) AS mm FROM (VALUES (1, MAP(ARRAY['s3','ec2'], ARRAY[5, 7]), MAP(ARRAY['s3'], ARRAY[2])), (2, MAP(ARRAY['s3'], ARRAY[1]), MAP(ARRAY['s3'], ARRAY[NULL]))) AS t(id, a, b) ORDER BY id

-- case: greatest_format_max_by
WITH q(queryid, state, scanned, started, ended, wg) AS (VALUES ('q-1', 'SUCCEEDED', BIGINT '1099511627776', TIMESTAMP '2024-05-31 23:59:30.250', TIMESTAMP '2024-06-01 00:02:00.750', 'primary'), ('q-2', 'FAILED', BIGINT '0', TIMESTAMP '2024-06-01 00:00:00', TIMESTAMP '2024-06-01 00:00:01', 'primary'), ('q-3', 'SUCCEEDED', BIGINT '3145728', TIMESTAMP '2024-06-01 06:00:00', TIMESTAMP '2024-06-01 06:00:00.900', 'bi'), ('q-4', 'SUCCEEDED', BIGINT '104857600', TIMESTAMP '2024-06-01 07:00:00', TIMESTAMP '2024-06-01 07:01:40', 'bi')), c AS (SELECT *, IF(state = 'SUCCEEDED', greatest(scanned, BIGINT '10485760'), 0) AS billed FROM q), p AS (SELECT wg, CAST(started AS date) AS d, CAST(billed AS decimal(38,0)) / DECIMAL '1099511627776' * DECIMAL '5.00' AS usd, date_diff('millisecond', started, ended) AS ms, format('%.1f MB', billed / 1048576e0) AS mb, queryid FROM c) SELECT wg, d, round(CAST(sum(usd) AS double), 8) AS usd, max_by(queryid, ms) AS slowest, array_agg(mb ORDER BY queryid) AS mbs, CAST(sum(ms) * INTERVAL '0.001' SECOND AS varchar) AS busy FROM p GROUP BY wg, d ORDER BY wg, d

-- case: ids_strpos_lateral
WITH ids(arn) AS (VALUES 'arn:aws:iam::111122223333:role/service-role/lambda-exec', 'arn:aws:s3:::my.bucket/path/to/ключ.csv', 'arn:aws:dynamodb:eu-west-1:444455556666:table/Orders/index/by_date', 'not-an-arn'), p AS (SELECT arn, split(arn, ':', 6) AS a FROM ids), r AS (SELECT arn, element_at(a, 3) AS svc, nullif(element_at(a, 4), '') AS region, nullif(element_at(a, 5), '') AS acct, element_at(a, 6) AS res, cardinality(a) AS parts FROM p) SELECT coalesce(svc, '?') AS svc, coalesce(region, 'global') AS region, acct, split_part(res, '/', 1) AS rtype, substr(res, strpos(res, '/') + 1) AS rname, reverse(split_part(reverse(res), '/', 1)) AS leaf, length(res) AS n, octets FROM r CROSS JOIN LATERAL (SELECT length(to_utf8(r.res)) AS octets) ORDER BY arn
