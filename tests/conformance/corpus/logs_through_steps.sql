-- case: raw_regexp_extract_all_url_extract_parameter
WITH raw(line) AS (VALUES 'https 2024-03-01T10:00:00.123456Z app/web/50dc6c49 203.0.113.7:49152 10.0.0.4:80 0.001 0.045 0.000 200 200 34 366 "GET https://www.example.com:443/cart?item=12&ref=mail HTTP/1.1" "Mozilla/5.0"', 'http 2024-03-01T10:00:02.500000Z app/web/50dc6c49 198.51.100.9:40000 - -1 -1 -1 503 - 120 0 "POST http://www.example.com:80/api/v2/orders HTTP/2.0" "curl/8.1"', 'https 2024-03-01T10:01:10.000001Z app/web/50dc6c49 203.0.113.7:49160 10.0.0.5:80 0.000 1.250 0.001 502 502 88 12 "GET https://www.example.com:443/cart?item=44 HTTP/1.1" "Mozilla/5.0"'), parsed AS (SELECT regexp_extract_all(line, '"[^"]*"|\S+') AS f FROM raw), typed AS (SELECT f[1] AS proto, from_iso8601_timestamp(f[2]) AS ts, split_part(f[4], ':', 1) AS client_ip, nullif(f[5], '-') AS target, TRY_CAST(f[7] AS double) AS target_time, CAST(f[9] AS integer) AS elb_status, TRY_CAST(f[10] AS integer) AS target_status, split(trim(BOTH '"' FROM f[13]), ' ') AS req FROM parsed) SELECT date_trunc('minute', ts) AS minute, client_ip, elb_status, target_status, req[1] AS verb, url_extract_path(req[2]) AS path, url_extract_parameter(req[2], 'item') AS item, CASE WHEN target_time < 0 THEN NULL ELSE round(target_time * 1000, 1) END AS ms, target IS NULL AS no_target FROM typed ORDER BY ts

-- case: flow_contains_array_sort
WITH flow(version, account_id, interface_id, srcaddr, dstaddr, srcport, dstport, protocol, packets, bytes, start_s, end_s, action) AS (VALUES (2, '123456789012', 'eni-1', '10.0.1.5', '52.94.76.1', 49152, 443, 6, BIGINT '10', BIGINT '8400', 1709287200, 1709287260, 'ACCEPT'), (2, '123456789012', 'eni-1', '185.220.101.4', '10.0.1.5', 51000, 22, 6, BIGINT '3', BIGINT '180', 1709287205, 1709287265, 'REJECT'), (2, '123456789012', 'eni-2', '185.220.101.4', '10.0.2.9', 51001, 22, 6, BIGINT '5', BIGINT '300', 1709287300, 1709287330, 'REJECT'), (2, '123456789012', 'eni-2', '10.0.2.9', '10.0.1.5', 33000, 5432, 6, BIGINT '220', BIGINT '194000', 1709287310, 1709287370, 'ACCEPT')), tagged AS (SELECT *, CASE WHEN contains('10.0.0.0/8', CAST(srcaddr AS ipaddress)) THEN 'internal' ELSE 'external' END AS src_zone, CASE WHEN contains('10.0.0.0/8', CAST(dstaddr AS ipaddress)) THEN 'internal' ELSE 'external' END AS dst_zone FROM flow) SELECT src_zone || '->' || dst_zone AS direction, action, count(*) AS flows, sum(bytes) AS total_bytes, round(CAST(sum(bytes) AS double) / sum(end_s - start_s), 2) AS bytes_per_s, array_sort(array_agg(DISTINCT dstport)) AS ports, min(from_unixtime(start_s)) AS first_seen FROM tagged GROUP BY src_zone || '->' || dst_zone, action ORDER BY total_bytes DESC

-- case: count_if_listagg_from_iso8601_timestamp
WITH ct(eventtime, eventname, sourceip, useridentity, errorcode) AS (VALUES ('2024-02-29T23:58:00Z', 'ConsoleLogin', '203.0.113.50', CAST(ROW('IAMUser', 'alice', ROW(ROW('false', '2024-02-29T23:57:59Z'))) AS ROW(type varchar, username varchar, sessioncontext ROW(attributes ROW(mfaauthenticated varchar, creationdate varchar)))), NULL), ('2024-03-01T00:03:10Z', 'DeleteTrail', '203.0.113.50', CAST(ROW('IAMUser', 'alice', ROW(ROW('false', '2024-02-29T23:57:59Z'))) AS ROW(type varchar, username varchar, sessioncontext ROW(attributes ROW(mfaauthenticated varchar, creationdate varchar)))), 'AccessDenied'), ('2024-03-01T08:15:30Z', 'ConsoleLogin', '198.51.100.1', CAST(ROW('IAMUser', 'bob', ROW(ROW('true', '2024-03-01T08:15:29Z'))) AS ROW(type varchar, username varchar, sessioncontext ROW(attributes ROW(mfaauthenticated varchar, creationdate varchar)))), NULL), ('2024-03-01T09:00:00Z', 'AssumeRole', 'ec2.amazonaws.com', CAST(ROW('AWSService', NULL, NULL) AS ROW(type varchar, username varchar, sessioncontext ROW(attributes ROW(mfaauthenticated varchar, creationdate varchar)))), NULL)) SELECT useridentity.type AS id_type, coalesce(useridentity.username, '<service>') AS who, useridentity.sessioncontext.attributes.mfaauthenticated AS mfa, count(*) AS events, count_if(errorcode IS NOT NULL) AS denied, listagg(eventname, ' > ') WITHIN GROUP (ORDER BY eventtime) AS trail, max(from_iso8601_timestamp(eventtime)) - min(from_iso8601_timestamp(eventtime)) AS span FROM ct GROUP BY 1, 2, 3 ORDER BY who

-- case: cur_date_format_rank
WITH cur(account, product, usage_start, cost, tags) AS (VALUES ('111', 'AmazonEC2', TIMESTAMP '2024-01-31 23:00:00.000', DECIMAL '12.3456789', MAP(ARRAY['team', 'env'], ARRAY['core', 'prod'])), ('111', 'AmazonS3', TIMESTAMP '2024-02-01 00:00:00.000', DECIMAL '0.0230000', MAP(ARRAY['team'], ARRAY['core'])), ('222', 'AmazonEC2', TIMESTAMP '2024-02-29 12:00:00.000', DECIMAL '99.9900000', MAP(ARRAY['env'], ARRAY['dev'])), ('222', 'AmazonRDS', TIMESTAMP '2024-02-15 06:00:00.000', DECIMAL '45.0000001', CAST(MAP() AS map(varchar, varchar)))), by_month AS (SELECT date_format(usage_start, '%Y-%m') AS month, coalesce(element_at(tags, 'team'), 'untagged') AS team, product, sum(cost) AS cost FROM cur GROUP BY 1, 2, 3) SELECT month, team, product, cost, sum(cost) OVER (PARTITION BY month) AS month_total, CAST(round(100 * cost / sum(cost) OVER (PARTITION BY month), 2) AS decimal(7,2)) AS pct, rank() OVER (ORDER BY cost DESC, product) AS overall_rank FROM by_month ORDER BY overall_rank

-- case: hits_lag_human_readable_seconds
WITH hits(user_id, ts) AS (VALUES ('u1', TIMESTAMP '2024-05-01 09:00:00'), ('u1', TIMESTAMP '2024-05-01 09:10:00'), ('u1', TIMESTAMP '2024-05-01 10:05:00'), ('u2', TIMESTAMP '2024-05-01 23:50:00'), ('u2', TIMESTAMP '2024-05-02 00:10:00'), ('u2', TIMESTAMP '2024-05-02 00:45:00')), gaps AS (SELECT *, date_diff('minute', lag(ts) OVER (PARTITION BY user_id ORDER BY ts), ts) AS gap FROM hits), sess AS (SELECT *, sum(IF(gap IS NULL OR gap > 30, 1, 0)) OVER (PARTITION BY user_id ORDER BY ts) AS session_no FROM gaps) SELECT user_id, session_no, min(ts) AS started, max(ts) AS ended, count(*) AS hits, date_diff('second', min(ts), max(ts)) AS seconds, human_readable_seconds(date_diff('second', min(ts), max(ts))) AS pretty FROM sess GROUP BY user_id, session_no ORDER BY user_id, session_no

-- case: parse_datetime_url_decode_at_time_zone
WITH s3(line) AS (VALUES '79a59df900b949e5 awsexamplebucket [06/Feb/2019:00:00:38 +0000] 192.0.2.3 - 3E57427F3EXAMPLE REST.GET.OBJECT s3-dg.pdf "GET /awsexamplebucket/s3-dg.pdf HTTP/1.1" 200 - 4406583 41754283 28 25', '79a59df900b949e5 awsexamplebucket [06/Feb/2019:01:10:05 +0100] 192.0.2.9 arn:aws:iam::123456789012:user/bob 891CE47D2EXAMPLE REST.PUT.OBJECT logs/a%20b.txt "PUT /awsexamplebucket/logs/a%20b.txt HTTP/1.1" 403 AccessDenied 243 - 12 -') SELECT parse_datetime(regexp_extract(line, '\[([^\]]+)\]', 1), 'dd/MMM/yyyy:HH:mm:ss Z') AT TIME ZONE 'UTC' AS requested_utc, regexp_extract(line, '\] (\S+) (\S+)', 1) AS ip, nullif(regexp_extract(line, '\] (\S+) (\S+)', 2), '-') AS requester, split(regexp_extract(line, '(REST|BATCH|WEBSITE)\.(\w+)\.(\w+)'), '.') AS op, url_decode(regexp_extract(line, 'REST\.\S+ (\S+)', 1)) AS object_key, TRY_CAST(regexp_extract(line, '" (\d{3}) ', 1) AS smallint) AS status FROM s3 ORDER BY 1

-- case: wafrow_from_unixtime_any_match
WITH wafrow(ts_ms, action, httprequest, rulegroups) AS (VALUES (BIGINT '1704067200123', 'BLOCK', CAST(ROW('192.0.2.4', 'CN', ARRAY[ROW('Host', 'example.com'), ROW('User-Agent', 'sqlmap/1.7')]) AS ROW(clientip varchar, country varchar, headers ARRAY(ROW(name varchar, value varchar)))), ARRAY['AWS#SQLi', 'AWS#Common']), (BIGINT '1704067260456', 'ALLOW', CAST(ROW('198.51.100.7', 'DE', ARRAY[ROW('Host', 'example.com')]) AS ROW(clientip varchar, country varchar, headers ARRAY(ROW(name varchar, value varchar)))), CAST(ARRAY[] AS ARRAY(varchar)))) SELECT from_unixtime(ts_ms / 1000.0) AS ts, action, httprequest.clientip, httprequest.country, element_at(filter(httprequest.headers, h -> lower(h.name) = 'user-agent'), 1).value AS ua, transform(httprequest.headers, h -> h.name || '=' || h.value) AS hdrs, cardinality(rulegroups) AS n_rules, any_match(rulegroups, r -> r LIKE '%SQLi') AS sqli FROM wafrow ORDER BY ts_ms

-- case: orders_lateral_cross_join
WITH orders(id, customer, total, items) AS (VALUES (1, 'ann', 25.50, ARRAY[CAST(ROW('pen', 3, 1.50) AS ROW(sku varchar, qty integer, price decimal(8,2))), CAST(ROW('book', 1, 21.00) AS ROW(sku varchar, qty integer, price decimal(8,2)))]), (2, 'bob', 9.99, ARRAY[CAST(ROW('mug', 1, 9.99) AS ROW(sku varchar, qty integer, price decimal(8,2)))]), (3, 'ann', 0.00, CAST(ARRAY[] AS ARRAY(ROW(sku varchar, qty integer, price decimal(8,2)))))) SELECT o.id, o.customer, l.lines, l.amount, o.total - coalesce(l.amount, 0) AS diff FROM orders o CROSS JOIN LATERAL (SELECT count(*) AS lines, sum(u.qty * u.price) AS amount FROM UNNEST(o.items) AS u(sku, qty, price)) l ORDER BY o.id

-- case: ordinality
SELECT id, u.pos, u.sku, u.qty FROM (VALUES (1, ARRAY[CAST(ROW('pen', 3) AS ROW(sku varchar, qty integer)), CAST(ROW('ink', 1) AS ROW(sku varchar, qty integer))]), (2, NULL), (3, ARRAY[CAST(ROW(NULL, 7) AS ROW(sku varchar, qty integer))])) AS t(id, items) LEFT JOIN UNNEST(items) WITH ORDINALITY AS u(sku, qty, pos) ON TRUE ORDER BY id, u.pos NULLS FIRST

-- case: json_array_length_json_array_contains_json_size
WITH ev(payload) AS (VALUES JSON '{"user":{"id":17,"name":"Zoë"},"tags":["a","b"],"amount":12.50,"meta":null}', JSON '{"user":{"id":"18"},"tags":[],"amount":"n/a"}', JSON '{"tags":["b","c","b"],"amount":1e3,"user":{"id":19,"name":""}}') SELECT json_extract_scalar(payload, '$.user.id') AS user_id, json_extract_scalar(payload, '$.user.name') AS name, TRY_CAST(json_extract_scalar(payload, '$.amount') AS double) AS amount, CAST(json_extract(payload, '$.tags') AS array(varchar)) AS tags, json_array_length(json_extract(payload, '$.tags')) AS n, json_array_contains(json_extract(payload, '$.tags'), 'b') AS has_b, json_size(payload, '$.user') AS user_size, json_format(json_extract(payload, '$.meta')) AS meta FROM ev ORDER BY 1

-- case: metrics_last_value_range
WITH metrics(host, ts, cpu) AS (VALUES ('a', TIMESTAMP '2024-06-01 00:00:00', REAL '10.5'), ('a', TIMESTAMP '2024-06-01 00:01:00', REAL '20.25'), ('a', TIMESTAMP '2024-06-01 00:04:00', NULL), ('a', TIMESTAMP '2024-06-01 00:05:00', REAL '95'), ('b', TIMESTAMP '2024-06-01 00:00:30', REAL '1'), ('b', TIMESTAMP '2024-06-01 00:02:30', REAL '3')) SELECT host, ts, cpu, avg(cpu) OVER w AS avg3m, max(cpu) OVER w AS max3m, count(cpu) OVER w AS n3m, last_value(cpu) IGNORE NULLS OVER (PARTITION BY host ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS filled FROM metrics WINDOW w AS (PARTITION BY host ORDER BY ts RANGE BETWEEN INTERVAL '3' MINUTE PRECEDING AND CURRENT ROW) ORDER BY host, ts

-- case: day_of_week_quarter_day_of_year
SELECT d, last_day_of_month(d) AS eom, date_add('month', 1, d) AS plus1m, d + INTERVAL '1' MONTH AS plus_interval, date_diff('month', DATE '2024-01-31', d) AS months, day_of_week(d) AS dow, week(d) AS wk, year_of_week(d) AS yow, quarter(d) AS q, day_of_year(d) AS doy FROM UNNEST(ARRAY[DATE '2023-12-31', DATE '2024-01-31', DATE '2024-02-29', DATE '2024-03-30', DATE '2021-01-01']) AS t(d) ORDER BY d

-- case: sequence_sales_date_format
WITH cal AS (SELECT d FROM UNNEST(sequence(DATE '2024-02-26', DATE '2024-03-03', INTERVAL '1' DAY)) AS t(d)), sales(sold_on, amount) AS (VALUES (DATE '2024-02-27', 100.10), (DATE '2024-02-29', 50.05), (DATE '2024-02-29', 25.00), (DATE '2024-03-02', 7.77)) SELECT cal.d, date_format(CAST(cal.d AS timestamp), '%a %d %b') AS label, coalesce(sum(s.amount), 0) AS amount, sum(coalesce(sum(s.amount), 0)) OVER (ORDER BY cal.d) AS running, count(s.amount) AS n FROM cal LEFT JOIN sales s ON s.sold_on = cal.d GROUP BY cal.d ORDER BY cal.d

-- case: grouping_cube
SELECT region, product, sum(amount) AS amount, count(*) AS n, grouping(region, product) AS g FROM (VALUES ('eu', 'a', 10.5), ('eu', 'b', 20.0), ('us', 'a', 5.25), ('us', NULL, 1.0)) AS t(region, product, amount) GROUP BY CUBE (region, product) ORDER BY g, region NULLS LAST, product NULLS LAST

-- case: funnel_count_if_to_milliseconds
WITH funnel(user_id, step, ts) AS (VALUES (1, 'view', TIMESTAMP '2024-04-01 10:00:00.000'), (1, 'cart', TIMESTAMP '2024-04-01 10:05:00.000'), (1, 'buy', TIMESTAMP '2024-04-01 10:30:00.000'), (2, 'view', TIMESTAMP '2024-04-01 11:00:00.000'), (2, 'cart', TIMESTAMP '2024-04-02 12:00:00.000'), (3, 'cart', TIMESTAMP '2024-04-01 09:00:00.000'), (3, 'view', TIMESTAMP '2024-04-01 09:30:00.000')), firsts AS (SELECT user_id, min(ts) FILTER (WHERE step = 'view') AS v, min(ts) FILTER (WHERE step = 'cart') AS c, min(ts) FILTER (WHERE step = 'buy') AS b FROM funnel GROUP BY user_id) SELECT count(v) AS viewed, count_if(c > v AND c - v <= INTERVAL '1' DAY) AS carted_in_day, count_if(b > c AND c > v) AS bought, avg(to_milliseconds(b - v)) AS avg_ms, round(1e0 * count_if(b > c AND c > v) / count(v), 4) AS conv FROM firsts

-- case: logins_date_add_having
WITH logins(usr, day) AS (VALUES ('a', DATE '2024-01-30'), ('a', DATE '2024-01-31'), ('a', DATE '2024-02-01'), ('a', DATE '2024-02-04'), ('b', DATE '2024-02-28'), ('b', DATE '2024-02-29'), ('b', DATE '2024-03-01'), ('b', DATE '2024-03-01')), d AS (SELECT DISTINCT usr, day FROM logins), isl AS (SELECT usr, day, date_add('day', -CAST(row_number() OVER (PARTITION BY usr ORDER BY day) AS integer), day) AS grp FROM d) SELECT usr, min(day) AS from_day, max(day) AS to_day, count(*) AS streak FROM isl GROUP BY usr, grp HAVING count(*) >= 1 ORDER BY usr, from_day

-- case: regexp_like_reverse_normalize
SELECT name, split_part(email, '@', 2) AS domain, regexp_like(email, '^[^@\s]+@[^@\s]+\.[a-z]{2,}$') AS ok, length(name) AS len, reverse(name) AS rev, upper(name) AS up, to_hex(to_utf8(name)) AS hex, normalize(name, NFD) = name AS is_nfd FROM (VALUES ('Jürgen', 'j@example.de'), ('', 'bad@'), (NULL, NULL), ('李雷', 'li.lei@例子.cn'), ('O''Brien', 'ob@example.co')) AS t(name, email) ORDER BY email NULLS LAST

-- case: crc32_from_big_endian_64_from_base64
SELECT k, to_hex(md5(to_utf8(k))) AS md5, to_hex(sha256(to_utf8(k))) AS sha, crc32(to_utf8(k)) AS crc, to_hex(xxhash64(to_utf8(k))) AS xx, from_big_endian_64(xxhash64(to_utf8(k))) AS xxl, to_base64(to_utf8(k)) AS b64, from_utf8(from_base64(to_base64(to_utf8(k)))) = k AS rt FROM UNNEST(ARRAY['', 'hello', 'naïve ☕']) AS t(k) ORDER BY k

-- case: pages_array_join_like
WITH pages(path, prev) AS (VALUES ('/', NULL), ('/a', '/'), ('/a/b', '/a'), ('/a/b/c', '/a/b'), ('/z', '/')), agg AS (SELECT prev, array_agg(path ORDER BY path) AS kids FROM pages WHERE prev IS NOT NULL GROUP BY prev) SELECT p.path, coalesce(cardinality(a.kids), 0) AS n, array_join(coalesce(a.kids, ARRAY[]), '|', '?') AS kids, (SELECT count(*) FROM pages q WHERE q.path LIKE p.path || '%' AND q.path <> p.path) AS descendants FROM pages p LEFT JOIN agg a ON a.prev = p.path ORDER BY p.path

-- case: org_lpad_recursive
WITH RECURSIVE org(id, boss, path, lvl) AS (SELECT id, boss, CAST(name AS varchar), 0 FROM (VALUES (1, 0, 'ceo'), (2, 1, 'cto'), (3, 2, 'dev'), (4, 1, 'cfo')) AS e(id, boss, name) WHERE boss = 0 UNION ALL SELECT e.id, e.boss, org.path || '/' || e.name, org.lvl + 1 FROM org JOIN (VALUES (1, 0, 'ceo'), (2, 1, 'cto'), (3, 2, 'dev'), (4, 1, 'cfo')) AS e(id, boss, name) ON e.boss = org.id) SELECT id, path, lvl, lpad('', CAST(lvl AS bigint) * 2, ' ') || element_at(split(path, '/'), -1) AS tree FROM org ORDER BY path

-- case: map_keys_map_filter_map_concat
SELECT t.id, t.m['cpu'] AS cpu, map_keys(t.m) AS ks, map_values(t.m) AS vs, transform_values(t.m, (k, v) -> v / 2) AS half, map_filter(t.m, (k, v) -> v > 10) AS big, map_concat(t.m, MAP(ARRAY['net'], ARRAY[0.0e0])) AS more FROM (VALUES (1, MAP(ARRAY['cpu', 'mem'], ARRAY[12.5e0, 7e0])), (2, MAP(ARRAY['cpu'], ARRAY[1e0]))) AS t(id, m) ORDER BY t.id

-- case: format_format_number_human_readable_seconds
WITH q(query_id, state, bytes_scanned, engine_ms) AS (VALUES ('q1', 'SUCCEEDED', BIGINT '10485760', 1500), ('q2', 'FAILED', BIGINT '0', 30), ('q3', 'SUCCEEDED', BIGINT '5497558138880', 600000), ('q4', 'CANCELLED', BIGINT '123456', 2000)) SELECT query_id, state, greatest(bytes_scanned, 10485760) AS billed, CAST(greatest(bytes_scanned, 10485760) / power(1024, 4) * 5 AS decimal(12,6)) AS usd, format('%,d', bytes_scanned) AS pretty, format_number(bytes_scanned) AS short, CASE state WHEN 'SUCCEEDED' THEN 1 WHEN 'FAILED' THEN 2 END AS code, human_readable_seconds(engine_ms / 1000) AS took FROM q WHERE bytes_scanned IS NOT NULL ORDER BY bytes_scanned DESC

-- case: min_by_max_by_bool_and
SELECT dept, approx_percentile(sal, 0.5) AS p50, min_by(name, sal) AS lowest, max_by(name, sal, 2) AS top2, round(stddev_pop(sal), 3) AS sd, round(variance(sal), 3) AS var, sum(sal) AS total, bool_and(sal > 1000) AS all_ok FROM (VALUES ('x', 'ann', 1000.0e0), ('x', 'bob', 2500.5e0), ('x', 'cy', 1800e0), ('y', 'di', 4000e0)) AS t(dept, name, sal) GROUP BY dept ORDER BY dept

-- case: nth_value_cume_dist_ntile
WITH prices(sym, d, px) AS (VALUES ('AMZN', DATE '2024-01-02', DECIMAL '149.93'), ('AMZN', DATE '2024-01-03', DECIMAL '148.47'), ('AMZN', DATE '2024-01-04', DECIMAL '144.57'), ('AMZN', DATE '2024-01-05', DECIMAL '145.24')) SELECT d, px, px - lag(px) OVER (ORDER BY d) AS chg, round((px / lag(px) OVER (ORDER BY d) - 1) * 100, 2) AS pct, first_value(px) OVER (ORDER BY d) AS first_px, nth_value(px, 2) OVER (ORDER BY d ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS second_px, percent_rank() OVER (ORDER BY px) AS pr, cume_dist() OVER (ORDER BY px) AS cd, ntile(2) OVER (ORDER BY px) AS half FROM prices ORDER BY d

-- case: at_timezone_timezone_hour_timezone_minute
SELECT ts, ts AT TIME ZONE 'America/New_York' AS ny, at_timezone(ts, 'Asia/Kolkata') AS ist, CAST(ts AT TIME ZONE 'Europe/Berlin' AS date) AS berlin_day, timezone_hour(ts AT TIME ZONE 'Australia/Adelaide') AS h, timezone_minute(ts AT TIME ZONE 'Australia/Adelaide') AS m, to_iso8601(ts) AS iso, to_unixtime(ts) AS unix FROM (VALUES TIMESTAMP '2024-03-10 06:59:59.000 UTC', TIMESTAMP '2024-03-10 07:00:00.000 UTC', TIMESTAMP '2024-11-03 05:30:00.000 UTC') AS t(ts) ORDER BY ts

-- case: intersect_except_union
WITH a(id, v) AS (VALUES (1, 'x'), (2, 'y'), (2, 'y'), (3, NULL)), b(id, v) AS (VALUES (2, 'y'), (3, NULL), (4, 'z')) SELECT 'only_a' AS src, id, v FROM (SELECT id, v FROM a EXCEPT SELECT id, v FROM b) UNION ALL SELECT 'both', id, v FROM (SELECT id, v FROM a INTERSECT SELECT id, v FROM b) UNION ALL SELECT 'only_b', id, v FROM (SELECT id, v FROM b EXCEPT SELECT id, v FROM a) ORDER BY src, id

-- case: old_new_is_distinct
WITH old(id, email, plan) AS (VALUES (1, 'a@x.io', 'free'), (2, 'b@x.io', NULL), (3, 'c@x.io', 'pro')), new(id, email, plan) AS (VALUES (1, 'a@x.io', 'pro'), (2, 'b@x.io', NULL), (4, 'd@x.io', '')) SELECT coalesce(o.id, n.id) AS id, CASE WHEN o.id IS NULL THEN 'insert' WHEN n.id IS NULL THEN 'delete' WHEN o.plan IS DISTINCT FROM n.plan OR o.email IS DISTINCT FROM n.email THEN 'update' ELSE 'same' END AS op, o.plan AS old_plan, n.plan AS new_plan FROM old o FULL OUTER JOIN new n ON o.id = n.id ORDER BY 1

-- case: emp_avg_exists
WITH emp(name, dept, sal) AS (VALUES ('ann', 'x', 100), ('bob', 'x', 150), ('cat', 'y', 90), ('dan', 'y', 90), ('eve', 'z', 500)) SELECT e.name, e.dept, e.sal, (SELECT max(i.sal) FROM emp i WHERE i.dept = e.dept) - e.sal AS gap, EXISTS (SELECT 1 FROM emp i WHERE i.dept = e.dept AND i.name <> e.name AND i.sal = e.sal) AS has_peer, (SELECT count(*) FROM emp i WHERE i.sal > e.sal) + 1 AS rnk FROM emp e WHERE e.sal >= (SELECT avg(i.sal) FROM emp i WHERE i.dept = e.dept) ORDER BY e.name

-- case: readings_array_max_array_min
WITH readings(sensor, vals) AS (VALUES ('s1', ARRAY[1.5e0, 2.5e0, NULL, 10e0]), ('s2', ARRAY[nan(), 1e0]), ('s3', CAST(ARRAY[] AS array(double)))) SELECT sensor, cardinality(vals) AS n, array_max(vals) AS mx, array_min(vals) AS mn, reduce(filter(vals, v -> v IS NOT NULL AND NOT is_nan(v)), 0e0, (s, v) -> s + v, s -> s) AS total, transform(vals, v -> IF(is_nan(v), NULL, v * 2)) AS dbl, array_sort(filter(vals, v -> v IS NOT NULL AND NOT is_nan(v)), (x, y) -> IF(x < y, 1, IF(x = y, 0, -1))) AS desc_vals FROM readings ORDER BY sensor

-- case: map_entries_flatten_map_values
SELECT id, map_entries(m) AS entries, cardinality(flatten(map_values(m))) AS n, transform_values(m, (k, v) -> array_join(v, '+')) AS joined, reduce(map_values(m), 0, (s, a) -> s + cardinality(a), s -> s) AS total FROM (VALUES (1, MAP(ARRAY['Effect', 'Action'], ARRAY[ARRAY['Allow'], ARRAY['s3:GetObject', 's3:PutObject']])), (2, MAP(ARRAY['Action'], ARRAY[CAST(ARRAY[] AS array(varchar))]))) AS t(id, m) ORDER BY id

-- case: policies_json_extract_scalar_json_extract
WITH policies(doc) AS (VALUES '{"Version":"2012-10-17","Statement":[{"Sid":"A","Effect":"Allow","Action":["s3:*","ec2:Describe*"],"Resource":"*"},{"Effect":"Deny","Action":"iam:*","Resource":"arn:aws:iam::1:user/x"}]}', '{"Version":"2008-10-17","Statement":[]}'), st AS (SELECT json_extract_scalar(doc, '$.Version') AS ver, s, n FROM policies CROSS JOIN UNNEST(CAST(json_extract(doc, '$.Statement') AS array(json))) WITH ORDINALITY AS u(s, n)) SELECT ver, n, coalesce(json_extract_scalar(s, '$.Sid'), '-') AS sid, json_extract_scalar(s, '$.Effect') AS effect, coalesce(TRY_CAST(json_extract(s, '$.Action') AS array(varchar)), ARRAY[json_extract_scalar(s, '$.Action')]) AS actions, json_extract_scalar(s, '$.Resource') = '*' AS wide_open FROM st ORDER BY ver, n

-- case: json_value_json_query_json_exists
SELECT json_value(j, 'lax $.price' RETURNING decimal(10,2)) AS price, json_value(j, 'strict $.missing' DEFAULT 'none' ON ERROR) AS missing, json_query(j, 'lax $.tags[*]' WITH ARRAY WRAPPER) AS tags, json_exists(j, 'lax $.tags[*]?(@ == "sale")') AS on_sale, json_query(j, 'lax $.dim') AS dim FROM (VALUES (1, '{"price": 12.5, "tags": ["new", "sale"], "dim": {"w": 1, "h": 2}}'), (2, '{"price": 7, "tags": []}')) AS t(id, j) ORDER BY id

-- case: json_object_json_format_json_array
SELECT json_object('id' VALUE id, 'name' VALUE name, 'tags' VALUE json_format(CAST(tags AS json)) FORMAT JSON NULL ON NULL) AS obj, json_array(id, name, true ABSENT ON NULL) AS arr, json_format(CAST(ROW(id, name) AS json)) AS r FROM (VALUES (1, 'Ünal', ARRAY['a', 'b']), (2, NULL, ARRAY[])) AS t(id, name, tags) ORDER BY id

-- case: req_url_extract_host_url_extract_fragment
WITH req(url) AS (VALUES 'https://shop.example.com:8443/p/42?utm_source=news&utm_medium=e%2Dmail&x=#top', 'http://example.org', 'https://example.net/a%20b/?q=caf%C3%A9+au+lait') SELECT url_extract_protocol(url) AS proto, url_extract_host(url) AS host, url_extract_port(url) AS port, url_extract_path(url) AS path, url_extract_query(url) AS query, url_extract_fragment(url) AS frag, split_to_map(nullif(url_extract_query(url), ''), '&', '=') AS params, url_extract_parameter(url, 'q') AS q, array_reverse.r FROM req CROSS JOIN LATERAL (SELECT array_join(reverse(split(url_extract_host(url), '.')), '.') AS r) AS array_reverse ORDER BY url

-- case: levenshtein_distance_replace_codepoint
SELECT word, soundex(word) AS sx, levenshtein_distance(word, 'amazon') AS lev, translate(word, 'aeiou', '*') AS tr, strpos(word, 'a', -1) AS last_a, substr(word, -3) AS tail, lpad(word, 8, '.') AS lp, rpad(word, 4, '.') AS rp, starts_with(word, 'am') AS st, replace(word, 'a') AS no_a, codepoint(CAST(substr(word, 1, 1) AS varchar(1))) AS cp FROM (VALUES 'amazon', 'amazin', 'trino', 'athena') AS t(word) ORDER BY lev, word

-- case: clicks_wilson_interval_lower_wilson_interval_upper
WITH clicks(campaign, shown, clicked) AS (VALUES ('c1', BIGINT '1000', BIGINT '37'), ('c2', BIGINT '50', BIGINT '4'), ('c3', BIGINT '0', BIGINT '0')) SELECT campaign, CAST(clicked AS double) / nullif(shown, 0) AS ctr, IF(shown > 0, round(wilson_interval_lower(clicked, shown, 1.96), 6)) AS lo, IF(shown > 0, round(wilson_interval_upper(clicked, shown, 1.96), 6)) AS hi, TRY(clicked * 100 / shown) AS pct_int FROM clicks ORDER BY campaign

-- case: width_bucket_array_agg
SELECT width_bucket(v, 0, 100, 5) AS bucket, count(*) AS n, array_agg(v ORDER BY v) AS vals, width_bucket(max(v), ARRAY[10e0, 50e0, 90e0]) AS b2 FROM (VALUES -5e0, 0e0, 19.99e0, 20e0, 55e0, 99.9e0, 100e0, 250e0) AS t(v) GROUP BY width_bucket(v, 0, 100, 5) ORDER BY 1

-- case: corr_covar_samp_geometric_mean
SELECT round(corr(y, x), 6) AS r, round(regr_slope(y, x), 6) AS slope, round(regr_intercept(y, x), 6) AS icpt, round(covar_samp(y, x), 6) AS cs, round(geometric_mean(y), 6) AS gm, round(skewness(y), 6) AS sk, round(kurtosis(y), 6) AS ku FROM (VALUES (1e0, 2.1e0), (2e0, 3.9e0), (3e0, 6.2e0), (4e0, 8.1e0), (5e0, NULL)) AS t(x, y)

-- case: histogram_map_agg_multimap_agg
SELECT service, histogram(status) AS by_status, map_agg(region, errs) AS errs, multimap_agg(status, region ORDER BY region) AS regions FROM (VALUES ('api', 'eu-west-1', 200, 1), ('api', 'us-east-1', 500, 7), ('api', 'ap-south-1', 200, 0), ('web', 'eu-west-1', 404, 2)) AS t(service, region, status, errs) GROUP BY service ORDER BY service

-- case: least_last_day_of_month_day
WITH ri(id, starts, ends, cnt) AS (VALUES ('r1', DATE '2024-01-15', DATE '2024-04-15', 2), ('r2', DATE '2024-02-29', DATE '2024-03-31', 5)), months AS (SELECT m FROM UNNEST(sequence(DATE '2024-01-01', DATE '2024-05-01', INTERVAL '1' MONTH)) AS t(m)), covered AS (SELECT m, id, cnt, greatest(m, starts) AS f, least(last_day_of_month(m), ends) AS t FROM months JOIN ri ON starts <= last_day_of_month(m) AND ends >= m) SELECT m, sum(cnt * (date_diff('day', f, t) + 1)) AS instance_days, array_agg(id ORDER BY id) AS ids, CAST(sum(cnt * (date_diff('day', f, t) + 1)) AS decimal(10,4)) / day(last_day_of_month(m)) AS avg_inst FROM covered GROUP BY m ORDER BY m

-- case: dns_rtrim_slice
WITH dns(query_timestamp, srcaddr, query_name, rcode, answers) AS (VALUES ('2024-02-01T00:00:01Z', '10.0.0.5', 'a1b2c3d4e5f6.evil.example.', 'NXDOMAIN', NULL), ('2024-02-01T00:00:02Z', '10.0.0.5', 'zz99yy88xx77.evil.example.', 'NXDOMAIN', NULL), ('2024-02-01T00:00:05Z', '10.0.0.6', 's3.amazonaws.com.', 'NOERROR', ARRAY[CAST(ROW('52.216.0.1', 'A', 'IN') AS ROW(rdata varchar, type varchar, class varchar))])), lab AS (SELECT *, split(rtrim(query_name, '.'), '.') AS parts FROM dns) SELECT array_join(slice(parts, -2, 2), '.') AS apex, count(*) AS n, count(DISTINCT parts[1]) AS labels, avg(length(parts[1])) AS avg_len, count_if(rcode = 'NXDOMAIN') AS nx, max(answers[1].rdata) AS some_ip FROM lab GROUP BY array_join(slice(parts, -2, 2), '.') ORDER BY n DESC

-- case: txn_abs_lag
WITH txn(acct, ts, amt) AS (VALUES ('A', TIMESTAMP '2024-01-01 00:00:00.000000', DECIMAL '10.00'), ('A', TIMESTAMP '2024-01-01 00:00:00.000001', DECIMAL '-3.25'), ('A', TIMESTAMP '2024-01-02 12:30:00.500000', DECIMAL '100.10'), ('B', TIMESTAMP '2024-01-01 05:00:00.000000', DECIMAL '0.01')) SELECT acct, ts, amt, sum(amt) OVER (PARTITION BY acct ORDER BY ts ROWS UNBOUNDED PRECEDING) AS bal, sum(abs(amt)) OVER (PARTITION BY acct ORDER BY ts ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS near, ts - lag(ts) OVER (PARTITION BY acct ORDER BY ts) AS since, date_diff('millisecond', lag(ts) OVER (PARTITION BY acct ORDER BY ts), ts) AS ms, avg(amt) OVER (PARTITION BY acct) AS avg_amt FROM txn ORDER BY acct, ts

-- case: mod_truncate_ceil
-- fails: function not found
SELECT CAST(1 AS decimal(5,2)) / 3 AS a, DECIMAL '10.00' * DECIMAL '0.333' AS b, 7 / 2 AS c, 7 % -3 AS d, -7 / 2 AS e, 7 / 2e0 AS f, mod(DECIMAL '5.5', 2) AS g, round(DECIMAL '2.345', 2) AS h, round(-2.5e0) AS i, truncate(DECIMAL '-9.99') AS j, truncate(12.3456e0, 2) AS k, ceil(DECIMAL '1.01') AS l, CAST(2.5e0 AS bigint) AS m, CAST(DECIMAL '2.5' AS integer) AS n

-- case: typeof
SELECT typeof(a) AS ta, typeof(a + b) AS tab, typeof(a * b) AS tm, typeof(a / b) AS td, a + b AS s, a * b AS p, a / b AS q FROM (VALUES (DECIMAL '123.450', DECIMAL '0.07'), (DECIMAL '1.000', DECIMAL '3.00')) AS t(a, b) ORDER BY a

-- case: ecs_lead_date_diff
WITH ecs(task, events) AS (VALUES ('t1', ARRAY[CAST(ROW(TIMESTAMP '2024-01-01 00:00:00.000 UTC', 'PENDING') AS ROW(at timestamp(3) with time zone, state varchar)), CAST(ROW(TIMESTAMP '2024-01-01 00:00:12.345 UTC', 'RUNNING') AS ROW(at timestamp(3) with time zone, state varchar)), CAST(ROW(TIMESTAMP '2024-01-01 02:00:00.000 UTC', 'STOPPED') AS ROW(at timestamp(3) with time zone, state varchar))]), ('t2', ARRAY[CAST(ROW(TIMESTAMP '2024-01-01 01:00:00.000 +01:00', 'PENDING') AS ROW(at timestamp(3) with time zone, state varchar))])), ex AS (SELECT task, e.at, e.state, lead(e.at) OVER (PARTITION BY task ORDER BY e.at) AS nxt FROM ecs CROSS JOIN UNNEST(events) AS e(at, state)) SELECT task, state, at, nxt, nxt - at AS dur, date_diff('second', at, nxt) AS secs FROM ex ORDER BY task, at

-- case: tests_try_cast_trim
WITH tests(v) AS (VALUES '1', ' 2 ', '3.7', '1e2', 'abc', '', NULL, '99999999999') SELECT v, TRY_CAST(v AS integer) AS i, TRY_CAST(v AS bigint) AS b, TRY_CAST(v AS double) AS d, TRY_CAST(v AS decimal(6,1)) AS dec, v = '' AS empty, v IS NULL AS isnull, coalesce(nullif(trim(v), ''), 'n/a') AS clean FROM tests ORDER BY v NULLS FIRST

-- case: bitwise_or_bitwise_left_shift_bit_count
SELECT id, CAST(flag AS varchar) AS f, bitwise_and(bits, 6) AS b_and, bitwise_or(bits, 8) AS b_or, bitwise_xor(bits, 5) AS b_xor, bitwise_left_shift(bits, 2) AS shl, bitwise_right_shift(bits, 1) AS shr, bit_count(bits, 64) AS bc, to_base(bits, 2) AS bin, from_base(to_base(bits, 16), 16) = bits AS ok FROM (VALUES (1, true, BIGINT '5'), (2, false, BIGINT '255'), (3, NULL, BIGINT '0')) AS t(id, flag, bits) ORDER BY id

-- case: flags_bitwise_or_agg_bitwise_and
WITH fw(ts, src, tcp_flags) AS (VALUES (1, '10.1.1.1', 2), (2, '10.1.1.1', 18), (3, '10.1.1.2', 1), (4, '10.1.1.2', 4)), flags(name, mask) AS (VALUES ('FIN', 1), ('SYN', 2), ('RST', 4), ('ACK', 16)) SELECT fw.src, fw.ts, array_join(array_agg(flags.name ORDER BY flags.mask), '+') AS names, bitwise_or_agg(flags.mask) AS back FROM fw JOIN flags ON bitwise_and(fw.tcp_flags, flags.mask) <> 0 GROUP BY fw.src, fw.ts ORDER BY fw.ts

-- case: cohort_act_map_agg
WITH cohort(usr, signup) AS (VALUES ('a', DATE '2024-01-05'), ('b', DATE '2024-01-31'), ('c', DATE '2024-02-10')), act(usr, day) AS (VALUES ('a', DATE '2024-01-06'), ('a', DATE '2024-02-07'), ('a', DATE '2024-03-01'), ('b', DATE '2024-02-29'), ('c', DATE '2024-02-11'), ('c', DATE '2024-04-30')), j AS (SELECT date_trunc('month', c.signup) AS cm, date_diff('month', date_trunc('month', c.signup), date_trunc('month', a.day)) AS age, c.usr FROM cohort c JOIN act a ON a.usr = c.usr) SELECT cm, max(size) AS size, count(DISTINCT IF(age = 0, usr)) AS m0, count(DISTINCT IF(age = 1, usr)) AS m1, count(DISTINCT usr) FILTER (WHERE age = 2) AS m2, map_agg(age, usr) FILTER (WHERE usr <> 'b') AS sample FROM j JOIN (SELECT date_trunc('month', signup) AS scm, count(*) AS size FROM cohort GROUP BY 1) s ON s.scm = j.cm GROUP BY cm ORDER BY cm

-- case: array_distinct_array_intersect_array_except
SELECT array_distinct(a) AS dist, array_intersect(a, b) AS inter, array_sort(array_union(a, b)) AS uni, array_except(a, b) AS exc, arrays_overlap(a, b) AS ov, array_position(a, 3) AS pos, array_remove(a, 3) AS rem, contains(a, 9) AS has9, a || b AS cat, a || 100 AS app, slice(a, 2, 2) AS sl, trim_array(a, 1) AS trimmed FROM (VALUES (1, ARRAY[1, 3, 3, 2], ARRAY[3, 4]), (2, ARRAY[7, NULL, 7], ARRAY[NULL, 8])) AS t(id, a, b) ORDER BY id

-- case: ngrams_zip_repeat
SELECT ngrams(ws, 2) AS bi, combinations(ws, 2) AS comb, zip(ws, sequence(1, cardinality(ws))) AS z, zip_with(ws, sequence(1, cardinality(ws)), (w, n) -> w || CAST(n AS varchar)) AS zw, repeat('ab', 2) AS rep, transform(ws, w -> length(w)) AS lens FROM (SELECT split(lower(regexp_replace(s, '[^A-Za-z ]', '')), ' ') AS ws FROM (VALUES 'To be, or not') AS t(s)) AS x

-- case: basket_combinations_array_sort
WITH basket(id, items) AS (VALUES (1, ARRAY['milk', 'bread', 'eggs']), (2, ARRAY['bread', 'milk']), (3, ARRAY['eggs', 'milk'])), pairs AS (SELECT id, p FROM basket CROSS JOIN UNNEST(combinations(array_sort(items), 2)) AS u(p)), cnt AS (SELECT p[1] AS a, p[2] AS b, count(*) AS n FROM pairs GROUP BY 1, 2), single AS (SELECT i, count(*) AS n FROM basket CROSS JOIN UNNEST(items) AS u(i) GROUP BY i) SELECT c.a, c.b, c.n, round(c.n * 3e0 / (sa.n * sb.n), 4) AS lift FROM cnt c JOIN single sa ON sa.i = c.a JOIN single sb ON sb.i = c.b ORDER BY lift DESC, c.a, c.b

-- case: date_parse_url_decode_map_agg
WITH cf(log_date, log_time, edge, bytes, status, host, uri, ua, result, taken) AS (VALUES (DATE '2024-03-31', '23:59:59', 'FRA56-P1', BIGINT '2048', 200, 'd111.cloudfront.net', '/img/logo.png', 'Mozilla/5.0%20(Windows%20NT%2010.0)', 'Hit', 0.001), (DATE '2024-04-01', '00:00:01', 'FRA56-P1', BIGINT '512000', 206, 'd111.cloudfront.net', '/video/a.mp4', 'AppleCoreMedia/1.0', 'Miss', 0.950), (DATE '2024-04-01', '00:00:01', 'IAD89-C2', BIGINT '0', 304, 'd111.cloudfront.net', '/img/logo.png', '-', 'RefreshHit', 0.120), (DATE '2024-04-01', '13:45:00', 'IAD89-C2', BIGINT '777', 404, 'd111.cloudfront.net', '/wp-login.php', 'curl/7.88', 'Error', 0.033)), t AS (SELECT date_parse(CAST(log_date AS varchar) || ' ' || log_time, '%Y-%m-%d %H:%i:%s') AS ts, substr(edge, 1, 3) AS pop, bytes, status / 100 AS class, regexp_extract(uri, '\.(\w+)$', 1) AS ext, regexp_replace(url_decode(ua), '\s*\(.*\)$', '') AS agent, result LIKE '%Hit' AS hit, taken FROM cf) SELECT pop, date_trunc('hour', ts) AS hr, count(*) AS n, sum(bytes) AS bytes, round(avg(IF(hit, 1e0, 0e0)) * 100, 1) AS hit_pct, max(taken) AS slowest, array_agg(DISTINCT ext ORDER BY ext) AS exts, map_agg(class, agent) AS agents FROM t GROUP BY pop, date_trunc('hour', ts) ORDER BY hr, pop

-- case: ids_regexp_split_regexp_count
WITH ids(arn) AS (VALUES 'arn:aws:iam::123456789012:role/service-role/my-role', 'arn:aws:s3:::bucket/key/with:colon', 'arn:aws:lambda:eu-west-1:123456789012:function:fn:PROD', 'not-an-arn') SELECT arn, split_part(arn, ':', 3) AS svc, nullif(split_part(arn, ':', 4), '') AS region, TRY_CAST(nullif(split_part(arn, ':', 5), '') AS bigint) AS account, element_at(split(arn, ':', 6), 6) AS resource, element_at(split(arn, ':'), 7) AS part7, regexp_split(arn, '[:/]+') AS tokens, regexp_count(arn, ':') AS colons, regexp_position(arn, '/') AS slash FROM ids WHERE arn LIKE 'arn:%' ESCAPE '\' OR split_part(arn, ':', 2) IS NULL ORDER BY arn

-- case: guard_json_extract_scalar_json_size
WITH guard(id, severity, title, resource) AS (VALUES ('f1', 8.0, 'UnauthorizedAccess:IAMUser/ConsoleLoginSuccess.B', JSON '{"type":"AccessKey","accessKeyDetails":{"userName":"mallory","accessKeyId":"AKIA1"}}'), ('f2', 2.0, 'Recon:EC2/PortProbeUnprotectedPort', JSON '{"type":"Instance","instanceDetails":{"instanceId":"i-1","networkInterfaces":[{"publicIp":"203.0.113.1"},{"publicIp":null}]}}'), ('f3', 5.5, 'Trojan:EC2/DNSDataExfiltration', JSON '{"type":"Instance","instanceDetails":{"instanceId":"i-2"}}')) SELECT id, CASE WHEN severity >= 7 THEN 'HIGH' WHEN severity BETWEEN 4 AND 6.9 THEN 'MEDIUM' ELSE 'LOW' END AS level, split_part(title, ':', 1) AS purpose, regexp_extract(title, ':(\w+)/', 1) AS res, json_extract_scalar(resource, '$.type') AS rtype, coalesce(json_extract_scalar(resource, '$.instanceDetails.instanceId'), json_extract_scalar(resource, '$["accessKeyDetails"]["userName"]')) AS who, json_extract_scalar(resource, '$.instanceDetails.networkInterfaces[0].publicIp') AS ip, json_size(resource, '$.instanceDetails.networkInterfaces') AS nics FROM guard ORDER BY severity DESC

-- case: deploys_errs_lead
WITH deploys(svc, at, ver) AS (VALUES ('api', TIMESTAMP '2024-01-01 10:00:00', 'v1'), ('api', TIMESTAMP '2024-01-02 10:00:00', 'v2'), ('web', TIMESTAMP '2024-01-01 00:00:00', 'w1')), errs(svc, at, cnt) AS (VALUES ('api', TIMESTAMP '2024-01-01 09:59:59', 1), ('api', TIMESTAMP '2024-01-01 10:00:00', 2), ('api', TIMESTAMP '2024-01-03 00:00:00', 4), ('web', TIMESTAMP '2024-01-05 00:00:00', 8)), iv AS (SELECT svc, ver, at AS from_ts, coalesce(lead(at) OVER (PARTITION BY svc ORDER BY at), TIMESTAMP '9999-12-31 00:00:00') AS to_ts FROM deploys) SELECT e.svc, coalesce(i.ver, '(before)') AS ver, sum(e.cnt) AS errors, min(e.at) AS first_err FROM errs e LEFT JOIN iv i ON i.svc = e.svc AND e.at >= i.from_ts AND e.at < i.to_ts GROUP BY e.svc, coalesce(i.ver, '(before)') ORDER BY e.svc, ver

-- case: lead_union
WITH ev(id, s, e) AS (VALUES (1, TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-01-01 02:00:00'), (2, TIMESTAMP '2024-01-01 01:00:00', TIMESTAMP '2024-01-01 03:00:00'), (3, TIMESTAMP '2024-01-01 01:30:00', TIMESTAMP '2024-01-01 01:45:00'), (4, TIMESTAMP '2024-01-01 03:00:00', TIMESTAMP '2024-01-01 04:00:00')), pts AS (SELECT s AS t, 1 AS d FROM ev UNION ALL SELECT e, -1 FROM ev), net AS (SELECT t, sum(d) AS d FROM pts GROUP BY t) SELECT t, sum(d) OVER (ORDER BY t) AS concurrent, lead(t) OVER (ORDER BY t) - t AS held, max(d) OVER () AS max_jump FROM net ORDER BY t

-- case: count_if_array_agg_between
WITH iv(id, s, e) AS (VALUES (1, 1, 5), (2, 3, 8), (3, 10, 12), (4, 11, 11), (5, 20, 21)), m AS (SELECT *, max(e) OVER (ORDER BY s, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS prev_e FROM iv), g AS (SELECT *, count_if(prev_e IS NULL OR s > prev_e) OVER (ORDER BY s, id) AS grp FROM m) SELECT grp, min(s) AS s, max(e) AS e, array_agg(id ORDER BY id) AS ids, max(e) - min(s) + 1 AS len FROM g GROUP BY grp ORDER BY grp

-- case: dense_rank_row_number_groups
-- fails: not supported
SELECT product, m, amt, sum(amt) OVER (PARTITION BY product ORDER BY m GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) AS two_months, dense_rank() OVER (ORDER BY m) AS dr, row_number() OVER (PARTITION BY product ORDER BY amt DESC, m) AS rn, lag(amt, 2, 0) OVER (PARTITION BY product ORDER BY m) AS lag2, count(*) FILTER (WHERE amt > 15) OVER (PARTITION BY product) AS big FROM (VALUES ('p', DATE '2024-01-31', 10), ('p', DATE '2024-02-29', 20), ('p', DATE '2024-03-31', 30), ('q', DATE '2024-01-31', 16), ('q', DATE '2024-03-31', 1)) AS t(product, m, amt) ORDER BY product, m

-- case: parse_data_size
SELECT parse_data_size(s) AS bytes, s, CAST(parse_data_size(s) / parse_data_size('1MB') AS double) AS mb FROM (VALUES '1B', '2.5kB', '10MB', '1GB') AS t(s) ORDER BY bytes

-- case: parse_duration_to_milliseconds
SELECT d, parse_duration(d) AS iv, to_milliseconds(parse_duration(d)) AS ms, TIMESTAMP '2024-02-28 23:00:00' + parse_duration(d) AS later FROM (VALUES '1.5h', '90m', '45s', '2d', '250ms') AS t(d) ORDER BY ms, d

-- case: join_row_number
SELECT a.k, coalesce(x.v, 'none') AS v, x.rn FROM (VALUES 1, 2, 3) AS a(k) LEFT JOIN (SELECT k, v, row_number() OVER (PARTITION BY k ORDER BY ts DESC) AS rn FROM (VALUES (1, 'old', TIMESTAMP '2024-01-01 00:00:00'), (1, 'new', TIMESTAMP '2024-01-02 00:00:00'), (3, NULL, TIMESTAMP '2024-01-01 00:00:00')) AS h(k, v, ts)) AS x ON x.k = a.k AND x.rn = 1 ORDER BY a.k

-- case: lambda_log_regexp_extract_like
WITH lambda_log(ts, msg) AS (VALUES (1, 'REPORT RequestId: 3604209a-e9a3-11e6-939a-754dd98c7be3 Duration: 12.34 ms Billed Duration: 13 ms Memory Size: 128 MB Max Memory Used: 18 MB'), (2, 'REPORT RequestId: 9f0c-aa Duration: 2500.00 ms Billed Duration: 2500 ms Memory Size: 512 MB Max Memory Used: 500 MB Init Duration: 301.5 ms'), (3, 'START RequestId: x Version: $LATEST')), p AS (SELECT ts, regexp_extract(msg, 'RequestId: (\S+)', 1) AS rid, CAST(regexp_extract(msg, '(?<!Billed )(?<!Init )Duration: ([\d.]+) ms', 1) AS double) AS dur, CAST(regexp_extract(msg, 'Billed Duration: (\d+)', 1) AS integer) AS billed, CAST(regexp_extract(msg, 'Memory Size: (\d+)', 1) AS integer) AS mem, CAST(regexp_extract(msg, 'Used: (\d+)', 1) AS integer) AS used, CAST(regexp_extract(msg, 'Init Duration: ([\d.]+)', 1) AS decimal(8,2)) AS init FROM lambda_log WHERE msg LIKE 'REPORT%') SELECT rid, dur, billed, mem, used, init, round(1e2 * used / mem, 1) AS mem_pct, billed / 1e3 * mem / 1024 * 0.0000166667 AS usd, CASE WHEN used > mem * 0.9 THEN 'tight' ELSE 'ok' END AS verdict FROM p ORDER BY ts

-- case: split_to_map_map_keys_map_filter
WITH kv(line) AS (VALUES 'level=info,svc=auth,ms=12', 'level=error,svc=auth,ms=900,code=E42', 'level=info,svc=pay,ms=', 'svc=pay') , m AS (SELECT split_to_map(line, ',', '=') AS m FROM kv) SELECT element_at(m, 'svc') AS svc, coalesce(element_at(m, 'level'), 'unknown') AS level, TRY_CAST(element_at(m, 'ms') AS integer) AS ms, map_keys(map_filter(m, (k, v) -> v = '')) AS blanks, cardinality(m) AS n FROM m ORDER BY 1, 2, n

-- case: multimap_from_entries_map_zip_with_map_union
SELECT split_to_multimap('a=1;b=2;a=3', ';', '=') AS mm, map_from_entries(ARRAY[('x', 1), ('y', NULL)]) AS mfe, multimap_from_entries(ARRAY[('x', 1), ('y', 2), ('x', 3)]) AS mmfe, map_zip_with(MAP(ARRAY['a', 'b'], ARRAY[1, 2]), MAP(ARRAY['b', 'c'], ARRAY[10, 20]), (k, v1, v2) -> coalesce(v1, 0) + coalesce(v2, 0)) AS mz, transform_keys(MAP(ARRAY[1, 2], ARRAY['p', 'q']), (k, v) -> v || CAST(k AS varchar)) AS tk, map_union_sum.s FROM (SELECT map_union(m) AS s FROM (VALUES MAP(ARRAY['k1'], ARRAY[1]), MAP(ARRAY['k2'], ARRAY[2])) AS t(m)) AS map_union_sum

-- case: bitwise_and_agg_checksum_approx_distinct
SELECT grp, reduce_agg(v, 0, (s, x) -> s + x, (a, b) -> a + b) AS total, reduce_agg(CAST(v AS double), 1e0, (s, x) -> s * x, (a, b) -> a * b) AS prod, every(v > 0) AS pos, bool_or(v > 3) AS any_big, bitwise_and_agg(v) AS ba, checksum(v) IS NOT NULL AS has_sum, approx_distinct(v) AS ad, max(v, 2) AS top2, min(v, 2) AS low2 FROM (VALUES ('a', 1), ('a', 2), ('a', 4), ('b', 3), ('b', 3)) AS t(grp, v) GROUP BY grp ORDER BY grp

-- case: approx_set_cardinality_merge
WITH sketches AS (SELECT d, approx_set(u) AS hll FROM (VALUES (DATE '2024-01-01', 'a'), (DATE '2024-01-01', 'b'), (DATE '2024-01-02', 'b'), (DATE '2024-01-02', 'c')) AS t(d, u) GROUP BY d) SELECT count(*) AS days, cardinality(merge(hll)) AS uniq, sum(cardinality(hll)) AS sum_daily FROM sketches

-- case: tdigest_agg_numeric_histogram_approx_most_frequent
SELECT value_at_quantile(tdigest_agg(v), 0.5) AS med, approx_percentile(v, ARRAY[0.25e0, 0.5e0, 0.75e0]) AS qs, numeric_histogram(3, v) AS nh, approx_most_frequent(2, k, 10) AS mf FROM (VALUES (1e0, 'x'), (2e0, 'x'), (3e0, 'y'), (4e0, 'x'), (5e0, 'y'), (100e0, 'z')) AS t(v, k)

-- case: to_unixtime_from_iso8601_date_with_timezone
SELECT from_unixtime(1709251199) AS a, from_unixtime(1709251199.5e0) AS b, from_unixtime(1709251199, 'America/Los_Angeles') AS c, from_unixtime(1709251199, 5, 30) AS d, to_unixtime(TIMESTAMP '2024-02-29 23:59:59') AS e, date(from_unixtime(1709251199)) AS f, CAST(from_unixtime(1709251199) AS timestamp(0)) AS g, from_iso8601_date('2024-W09-4') AS h, from_iso8601_timestamp('2024-02-29T23:59:59+02:00') AS i, with_timezone(TIMESTAMP '2024-02-29 12:00:00.000', 'Europe/Paris') AS j

-- case: format_format_datetime_date_format
SELECT format('%s has %d items (%.2f%%) on %tF', name, n, pct, d) AS msg, format('%08.3f|%-6s|%x', pct, name, n) AS f2, format_datetime(CAST(d AS timestamp), 'EEEE, d MMMM yyyy') AS long_d, date_format(CAST(d AS timestamp), '%j %y %c/%e %W') AS mysql_d, format('%,.2f', CAST(n AS double) * 12345.678e0) AS money FROM (VALUES ('ann', 3, 12.5e0, DATE '2024-02-29'), ('bob', 255, 0.125e0, DATE '2023-12-31')) AS t(name, n, pct, d) ORDER BY name

-- case: extract_year_interval
SELECT INTERVAL '2' DAY * 3 AS a, INTERVAL '1' YEAR + INTERVAL '5' MONTH AS b, DATE '2024-03-31' - INTERVAL '1' MONTH AS c, TIMESTAMP '2024-03-31 12:00:00' - INTERVAL '36' HOUR AS d, DATE '2024-03-01' - DATE '2024-02-01' AS e, INTERVAL '1 02:03:04.500' DAY TO SECOND AS f, extract(HOUR FROM INTERVAL '26' HOUR) AS g, year(INTERVAL '30' MONTH) AS h, TIME '23:30:00' + INTERVAL '45' MINUTE AS i, INTERVAL '1-6' YEAR TO MONTH AS j

-- case: any_all
WITH t(id, grp, v) AS (VALUES (1, 'a', 10), (2, 'a', NULL), (3, 'b', 30), (4, NULL, 40)) SELECT id FROM t WHERE grp NOT IN (SELECT grp FROM t WHERE v > 25 AND grp IS NOT NULL) OR v = ANY (SELECT v FROM t WHERE grp = 'b') OR v > ALL (SELECT coalesce(v, 0) FROM t WHERE grp IS NOT NULL) ORDER BY id DESC

-- case: inv_having_fetch
WITH inv(sku, wh, qty) AS (VALUES ('s1', 'east', 5), ('s1', 'west', 0), ('s2', 'east', 7), ('s3', 'west', 2)) SELECT sku, coalesce(max(qty) FILTER (WHERE wh = 'east'), -1) AS east, coalesce(max(CASE wh WHEN 'west' THEN qty END), -1) AS west, element_at(map_agg(wh, qty), 'west') AS west_m, sum(qty) AS total FROM inv GROUP BY sku HAVING sum(qty) > 2 ORDER BY total DESC, sku FETCH FIRST 2 ROWS ONLY

-- case: map_entries_ordinality_cross_join
SELECT t.id, u.k, u.v, u.o FROM (VALUES (1, MAP(ARRAY['b', 'a'], ARRAY[2, 1])), (2, MAP(ARRAY['z'], ARRAY[NULL]))) AS t(id, m) CROSS JOIN UNNEST(map_entries(t.m)) WITH ORDINALITY AS u(k, v, o) WHERE u.k > 'a' OR u.v = 1 ORDER BY t.id, u.k

-- case: ordinality_again
SELECT n, a, b FROM UNNEST(ARRAY[1, 2, 3], ARRAY['x', 'y']) WITH ORDINALITY AS t(a, b, n) ORDER BY n DESC

-- case: dup_lower_row_number
WITH dup(id, email, updated) AS (VALUES (1, 'A@x.com ', TIMESTAMP '2024-01-01 00:00:00 UTC'), (2, 'a@x.com', TIMESTAMP '2024-01-01 01:00:00 +02:00'), (3, 'b@x.com', TIMESTAMP '2024-01-03 00:00:00 UTC'), (4, ' B@X.com', TIMESTAMP '2024-01-03 00:00:01 Asia/Tokyo')), c AS (SELECT *, lower(trim(email)) AS e FROM dup), r AS (SELECT c.*, row_number() OVER (PARTITION BY e ORDER BY updated DESC, id) AS rn, count(*) OVER (PARTITION BY e) AS copies FROM c) SELECT e, id AS kept, updated, copies FROM r WHERE rn = 1 ORDER BY e

-- case: degrees_atan2_cosine_similarity
SELECT a.id, b.id AS near, round(sqrt(power(a.x - b.x, 2) + power(a.y - b.y, 2)), 4) AS dist, round(degrees(atan2(b.y - a.y, b.x - a.x)), 2) AS ang, cosine_similarity(MAP(ARRAY['x', 'y'], ARRAY[a.x, a.y]), MAP(ARRAY['x', 'y'], ARRAY[b.x, b.y])) > 0.9 AS same_dir FROM (VALUES (1, 1e0, 1e0), (2, 4e0, 5e0), (3, -1e0, 0.5e0)) AS a(id, x, y) JOIN (VALUES (1, 1e0, 1e0), (2, 4e0, 5e0), (3, -1e0, 0.5e0)) AS b(id, x, y) ON a.id < b.id ORDER BY dist

-- case: join
SELECT id, amount, currency, amount * rate AS usd, round(amount * rate, 2) AS usd2, CAST(amount * rate AS decimal(12,2)) AS usd_d, CAST(CAST(amount AS double) * CAST(rate AS double) AS real) AS usd_r FROM (VALUES (1, DECIMAL '100.00', 'EUR'), (2, DECIMAL '15000', 'JPY'), (3, DECIMAL '0.995', 'USD')) AS t(id, amount, currency) JOIN (VALUES ('EUR', DECIMAL '1.0875'), ('JPY', DECIMAL '0.006712'), ('USD', DECIMAL '1')) AS r(cur, rate) ON r.cur = t.currency ORDER BY id

-- case: iam_params_count_if
WITH iam(usr, key_id, created, last_used) AS (VALUES ('ann', 'AKIA1', DATE '2023-11-30', DATE '2024-02-28'), ('ann', 'AKIA2', DATE '2024-02-29', NULL), ('bob', 'AKIA3', DATE '2022-02-28', DATE '2022-03-31')), params(as_of) AS (VALUES DATE '2024-03-31'), aged AS (SELECT i.*, date_diff('day', created, as_of) AS age, date_diff('day', coalesce(last_used, created), as_of) AS idle FROM iam i CROSS JOIN params) SELECT usr, array_agg(CAST(ROW(key_id, age, idle) AS ROW(key varchar, age bigint, idle bigint)) ORDER BY key_id) AS keys, max(age) AS oldest, CASE WHEN max(age) > 365 THEN 'rotate now' WHEN count_if(idle > 30) > 0 THEN 'review' ELSE 'ok' END AS advice FROM aged GROUP BY usr ORDER BY usr

-- case: hdr_lower_map_from_entries
WITH hdr(id, headers) AS (VALUES (1, CAST(JSON '[{"name":"Host","value":"a.com"},{"name":"X-Forwarded-For","value":"203.0.113.9, 10.0.0.1"}]' AS array(row(name varchar, value varchar)))), (2, CAST(JSON '[{"name":"host","value":"b.com"}]' AS array(row(name varchar, value varchar))))) SELECT id, MAP(transform(headers, h -> lower(h.name)), transform(headers, h -> h.value)) AS hm, map_from_entries(transform(headers, h -> ROW(lower(h.name), length(h.value)))) AS lens, trim(element_at(split(element_at(filter(headers, h -> h.name LIKE 'X-%'), 1).value, ','), 1)) AS client FROM hdr ORDER BY id

-- case: raw_json_extract_date_parse
WITH raw(j) AS (VALUES '{"Records":[{"s3":{"bucket":{"name":"b1"},"object":{"key":"in/2024/01/31/part+1.parquet","size":1024}}},{"s3":{"bucket":{"name":"b1"},"object":{"key":"in/2024/02/29/part-2.parquet","size":2048}}}]}'), r AS (SELECT CAST(json_extract(j, '$.Records') AS array(row(s3 row(bucket row(name varchar), object row(key varchar, size bigint))))) AS recs FROM raw) SELECT s3.bucket.name AS bucket, url_decode(s3.object.key) AS key, date_parse(regexp_extract(s3.object.key, '\d{4}/\d{2}/\d{2}'), '%Y/%m/%d') AS part_ts, s3.object.size AS size, sum(s3.object.size) OVER (ORDER BY s3.object.key) AS running FROM r CROSS JOIN UNNEST(recs) AS u(s3) ORDER BY key

-- case: json_format_json_parse_is_json_scalar
SELECT CAST(ROW(1, 'a', ARRAY[DATE '2024-01-31']) AS json) AS r, CAST(MAP(ARRAY['k', 'l'], ARRAY[1.50, NULL]) AS json) AS m, json_format(CAST(ARRAY[TIMESTAMP '2024-01-01 01:02:03.456'] AS json)) AS ts, CAST(JSON '[1, null, 3]' AS array(integer)) AS ai, CAST(JSON '{"b": 2, "a": 1}' AS map(varchar, double)) AS md, CAST(JSON '{"y": "s", "x": 5}' AS row(x bigint, y varchar)) AS rw, json_parse('{"z": 1, "a": [1.0, 1e2]}') AS jp, is_json_scalar('"str"') AS sc, CAST(JSON '"abc"' AS varchar) AS vc, TRY(json_parse('{bad')) AS bad

-- case: grouping_sets_grouping_sets
SELECT region, quarter, sum(rev) AS rev, grouping(region) AS gr, grouping(quarter) AS gq, count(DISTINCT rep) AS reps FROM (VALUES ('emea', 'Q1', 'x', DECIMAL '1000.50'), ('emea', 'Q2', 'x', DECIMAL '200.00'), ('emea', 'Q2', 'y', DECIMAL '5.05'), ('apac', 'Q1', 'z', DECIMAL '77.77')) AS s(region, quarter, rep, rev) GROUP BY GROUPING SETS ((region, quarter), (region), ()) ORDER BY gr, gq, region, quarter

-- case: grouping_date_format_rollup
SELECT coalesce(y, 'ALL') AS y, coalesce(m, 'all') AS m, sum(v) AS v, sum(sum(v)) OVER (PARTITION BY grouping(y, m)) AS lvl_total FROM (SELECT date_format(ts, '%Y') AS y, date_format(ts, '%b') AS m, v FROM (VALUES (TIMESTAMP '2023-12-31 23:59:59.999', 1), (TIMESTAMP '2024-01-01 00:00:00.000', 2), (TIMESTAMP '2024-01-31 10:00:00.000', 3), (TIMESTAMP '2024-02-29 00:00:00.000', 4)) AS t(ts, v)) AS x GROUP BY ROLLUP (y, m) ORDER BY y, m

-- case: fib_union_recursive
WITH RECURSIVE fib(n, a, b) AS (VALUES (1, BIGINT '0', BIGINT '1') UNION ALL SELECT n + 1, b, a + b FROM fib WHERE n < 9) SELECT n, a, CAST(b AS double) / nullif(a, 0) AS ratio, sum(a) OVER (ORDER BY n) AS running FROM fib ORDER BY n

-- case: backlog_arbitrary_is_distinct
WITH backlog(q, ts, depth) AS (VALUES ('q1', TIMESTAMP '2024-01-01 00:00:00', 5), ('q1', TIMESTAMP '2024-01-01 00:05:00', 5), ('q1', TIMESTAMP '2024-01-01 00:10:00', 0), ('q1', TIMESTAMP '2024-01-01 00:15:00', 9), ('q2', TIMESTAMP '2024-01-01 00:00:00', 1)), c AS (SELECT *, IF(depth IS DISTINCT FROM lag(depth) OVER (PARTITION BY q ORDER BY ts), 1, 0) AS chg FROM backlog), g AS (SELECT q, ts, depth, sum(chg) OVER (PARTITION BY q ORDER BY ts) AS grp FROM c) SELECT q, grp, arbitrary(depth) AS depth, min(ts) AS since, max(ts) AS until, count(*) AS samples FROM g GROUP BY q, grp ORDER BY q, grp

-- case: pts_stddev_abs
WITH pts(ts, v) AS (VALUES (TIMESTAMP '2024-01-01 00:00:00', 10e0), (TIMESTAMP '2024-01-01 00:10:00', 12e0), (TIMESTAMP '2024-01-01 00:20:00', 11e0), (TIMESTAMP '2024-01-01 00:30:00', 60e0), (TIMESTAMP '2024-01-01 00:40:00', 9e0)), st AS (SELECT ts, v, avg(v) OVER () AS mu, stddev(v) OVER () AS sd FROM pts) SELECT ts, v, round((v - mu) / nullif(sd, 0), 4) AS z, abs(v - mu) > 1.5 * sd AS outlier, sign(v - mu) AS side FROM st ORDER BY ts

-- case: floor_to_unixtime_minute
SELECT floor(to_unixtime(ts) / 900) AS slot, from_unixtime(floor(to_unixtime(ts) / 900) * 900) AS slot_ts, date_trunc('hour', ts) + INTERVAL '15' MINUTE * (minute(ts) / 15) AS slot2, count(*) AS n, sum(v) AS v FROM (VALUES (TIMESTAMP '2024-01-01 00:14:59.999', REAL '1.1'), (TIMESTAMP '2024-01-01 00:15:00.000', REAL '2.2'), (TIMESTAMP '2024-01-01 00:29:00.000', REAL '3.3')) AS t(ts, v) GROUP BY 1, 2, 3 ORDER BY 1

-- case: to_base64url_hmac_sha256_from_hex
SELECT to_hex(b) AS hex, length(b) AS len, from_utf8(b) AS txt, from_utf8(b, '?') AS txt2, to_base64url(b) AS b64u, b || X'00FF' AS cat, substr(b, 2, 1) AS s, reverse(b) AS rv, lpad(b, 6, X'AB') AS lp, b < X'7F' AS lt, to_hex(hmac_sha256(b, to_utf8('key'))) AS mac FROM (VALUES X'C3A9', from_hex('ff41'), to_utf8('')) AS t(b) ORDER BY hex

-- case: from_big_endian_32_from_base32_char_length
-- fails: function not found
SELECT to_hex(to_ieee754_32(REAL '1.5')) AS a, from_ieee754_64(from_hex('3FF8000000000000')) AS b, to_hex(to_big_endian_32(258)) AS c, to_hex(to_big_endian_64(-1)) AS d, from_big_endian_32(from_hex('00000102')) AS e, to_base32(to_utf8('hi')) AS f, from_utf8(from_base32('NBUQ====')) AS g, to_hex(murmur3(to_utf8('test'))) AS h, to_hex(sha1(to_utf8('abc'))) AS i, char_length('日本') AS j, octets FROM (SELECT length(to_utf8('日本')) AS octets) AS o

-- case: to_hex_contains
SELECT CAST(ip AS varchar) AS ip, to_hex(CAST(ip AS varbinary)) AS raw, contains('192.168.0.0/16', ip) AS priv, contains('2001:db8::/32', ip) AS doc, count(*) AS n FROM (VALUES IPADDRESS '192.168.1.10', IPADDRESS '::ffff:192.168.1.10', IPADDRESS '2001:0db8:0:0:0:0:0:1', IPADDRESS '8.8.8.8') AS t(ip) GROUP BY ip ORDER BY t.ip

-- case: to_hex
SELECT u, CAST(u AS varchar) AS s, to_hex(CAST(u AS varbinary)) AS b, u = UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59' AS same FROM (VALUES UUID '12151FD2-7586-11E9-8F9E-2A86E4085A59', CAST('ffffffff-0000-4000-8000-000000000001' AS uuid)) AS t(u) ORDER BY s

-- case: greatest_least_is_distinct
SELECT greatest(a, b, c) AS g, least(a, b, c) AS l, nullif(a, b) AS n, coalesce(c, a + b) AS co, a IS DISTINCT FROM c AS df, IF(a > b, 'gt') AS iff, a BETWEEN SYMMETRIC_LO AND 5 AS btw FROM (VALUES (1, 2, NULL, 0), (5, 3, 4, 2), (2, 2, 2, 3)) AS t(a, b, c, SYMMETRIC_LO) ORDER BY a

-- case: infinity_is_finite_cbrt
SELECT infinity() > 1e308 AS a, is_nan(nan()) AS b, nan() = nan() AS c, is_finite(1e0 / 3) AS d, 1e0 / 0 AS e, -1e0 / 0 AS f, CAST('NaN' AS double) IS NULL AS g, log(2, 1024) AS h, round(ln(e()), 10) AS i, cbrt(27e0) AS j, mod(-7, 3) AS k, sign(DECIMAL '-2.5') AS l, CAST(0.1e0 + 0.2e0 AS real) AS m, 0.1 + 0.2 = 0.3 AS n, REAL '0.1' + 0.2e0 AS o

-- case: regexp_extract_all_regexp_replace_upper
-- fails: invalid function argument
WITH s(txt) AS (VALUES 'Error 500 at 10:15, retry 3', 'ok', 'code=404;code=410') SELECT txt, regexp_extract_all(txt, '\d+') AS nums, regexp_replace(txt, '(\d+)', '<$1>') AS tagged, regexp_replace(txt, '[a-z]+', m -> upper(m[0])) AS bad_lambda FROM s ORDER BY txt

-- case: regexp_replace_regexp_like_regexp_position
WITH s(txt) AS (VALUES 'order_total', 'customer-first-name', 'x') SELECT txt, regexp_replace(txt, '[_-]([a-z])', m -> upper(m[1])) AS camel, regexp_replace(txt, '(?<first>\w)(?<rest>\w*)', '${rest}${first}') AS pig, regexp_like(txt, '(?i)^ORDER') AS starts, regexp_position(txt, '[a-z]', 3) AS p FROM s ORDER BY txt

-- case: listagg
-- fails: not supported
SELECT name, (SELECT listagg(CAST(x AS varchar), ',') WITHIN GROUP (ORDER BY x DESC) FROM UNNEST(nums) AS u(x) WHERE x > 1) AS big, (SELECT sum(x) FROM UNNEST(nums) AS u(x)) AS total FROM (VALUES ('a', ARRAY[1, 2, 3]), ('b', ARRAY[1]), ('c', NULL)) AS t(name, nums) ORDER BY name

-- case: lateral
SELECT c.name, x.id, x.amt FROM (VALUES (1, 'ann'), (2, 'bob'), (3, 'cy')) AS c(cid, name) LEFT JOIN LATERAL (SELECT o.id, o.amt FROM (VALUES (10, 1, 5.5), (11, 1, 7.25), (12, 2, 1.0)) AS o(id, cid, amt) WHERE o.cid = c.cid ORDER BY o.amt DESC, o.id LIMIT 1) x ON TRUE ORDER BY c.name

-- case: cost_using_try
WITH cost(acct, month, amt) AS (VALUES ('a', DATE '2024-01-01', DECIMAL '100.0000'), ('a', DATE '2024-02-01', DECIMAL '150.5000'), ('a', DATE '2024-03-01', DECIMAL '0.0000'), ('b', DATE '2024-02-01', DECIMAL '10.1234'), ('b', DATE '2024-03-01', DECIMAL '20.2468')), grid AS (SELECT acct, month FROM (SELECT DISTINCT acct FROM cost) CROSS JOIN (SELECT DISTINCT month FROM cost)), f AS (SELECT acct, month, coalesce(amt, 0) AS amt, lag(coalesce(amt, 0)) OVER (PARTITION BY acct ORDER BY month) AS prev FROM grid LEFT JOIN cost USING (acct, month)) SELECT acct, month, amt, amt - prev AS delta, TRY(round(100 * (amt - prev) / prev, 1)) AS pct, CASE WHEN prev IS NULL THEN 'first' WHEN prev = 0 AND amt > 0 THEN 'new' WHEN amt > prev * 1.25 THEN 'spike' ELSE '' END AS flag FROM f ORDER BY acct, month

-- case: plain
WITH ev(id, region, bytes) AS (VALUES (1, 'eu-west-1', BIGINT '100'), (2, 'us-east-1', BIGINT '400'), (3, 'us-east-1', BIGINT '600'), (4, 'ap-south-1', BIGINT '50')), by_r AS (SELECT region, sum(bytes) AS b FROM ev GROUP BY region), tot AS (SELECT sum(b) AS t FROM by_r) SELECT region, b, b * 100e0 / t AS pct, sum(b) OVER (ORDER BY b DESC) * 1e0 / t AS cum, CASE WHEN sum(b) OVER (ORDER BY b DESC) - b < 0.8 * t THEN 'A' ELSE 'B' END AS abc FROM by_r, tot ORDER BY b DESC

-- case: date_trunc_millisecond_time
SELECT id, s, CAST(s AS timestamp(3)) AS t3, CAST(s AS timestamp(6)) AS t6, CAST(CAST(s AS timestamp(6)) AS timestamp(0)) AS t0, date_trunc('second', CAST(s AS timestamp(6))) AS ts, millisecond(CAST(s AS timestamp(6))) AS ms, CAST(CAST(s AS timestamp(6)) AS time(3)) AS tm, CAST(CAST(s AS timestamp(3)) AS varchar) AS v FROM (VALUES (1, '2024-12-31 23:59:59.999999'), (2, '2024-01-01 00:00:00.5'), (3, '2024-02-29')) AS t(id, s) ORDER BY id

-- case: try_date_parse_from_iso8601_timestamp
WITH t(k, d) AS (VALUES ('x', '20240131'), ('y', '31/01/2024'), ('z', 'Jan 31, 2024'), ('w', '2024-01-31T10:00:00Z'), ('bad', '2024-13-45')) SELECT k, coalesce(TRY(CAST(date_parse(d, '%Y%m%d') AS date)), TRY(CAST(date_parse(d, '%d/%m/%Y') AS date)), TRY(CAST(date_parse(d, '%b %e, %Y') AS date)), TRY(CAST(from_iso8601_timestamp(d) AS date))) AS parsed, TRY_CAST(d AS date) AS plain FROM t ORDER BY k

-- case: plain_again
-- fails: expression not scalar
SELECT user_id, sum(minutes) AS minutes FROM (VALUES (1, 30), (1, 45), (2, 10)) AS t(user_id, minutes) WHERE sum(minutes) > 20 GROUP BY user_id ORDER BY user_id

-- case: plain_thrice
-- fails: expression not aggregate
SELECT dept, name, count(*) AS n FROM (VALUES ('a', 'x', 1), ('a', 'y', 2)) AS t(dept, name, v) GROUP BY dept ORDER BY dept

-- case: plain_once_more
-- fails: function not found
SELECT id, '$' || amt AS label FROM (VALUES (1, 10.5), (2, 7.25)) AS t(id, amt) ORDER BY id

-- case: count_if_bool_or_contains
WITH sg(group_id, rules) AS (VALUES ('sg-1', ARRAY[CAST(ROW(22, 22, 'tcp', ARRAY['0.0.0.0/0', '10.0.0.0/8']) AS ROW(from_port integer, to_port integer, proto varchar, cidrs array(varchar))), CAST(ROW(443, 443, 'tcp', ARRAY['0.0.0.0/0']) AS ROW(from_port integer, to_port integer, proto varchar, cidrs array(varchar)))]), ('sg-2', ARRAY[CAST(ROW(0, 65535, '-1', ARRAY['10.0.0.0/8']) AS ROW(from_port integer, to_port integer, proto varchar, cidrs array(varchar)))]), ('sg-3', CAST(NULL AS array(ROW(from_port integer, to_port integer, proto varchar, cidrs array(varchar)))))), flat AS (SELECT group_id, r.from_port, r.to_port, r.proto, c.cidr FROM sg CROSS JOIN UNNEST(rules) AS r(from_port, to_port, proto, cidrs) CROSS JOIN UNNEST(r.cidrs) AS c(cidr)) SELECT s.group_id, count(f.cidr) AS n, count_if(f.cidr = '0.0.0.0/0' AND 22 BETWEEN f.from_port AND f.to_port) AS ssh_open, bool_or(contains(f.cidr, IPADDRESS '10.2.3.4')) AS reach, array_agg(DISTINCT f.proto ORDER BY f.proto) FILTER (WHERE f.proto IS NOT NULL) AS protos FROM sg s LEFT JOIN flat f ON f.group_id = s.group_id GROUP BY s.group_id ORDER BY s.group_id

-- case: kms_split_part_at_time_zone
WITH kms(ts, key_arn, op, ctx) AS (VALUES (TIMESTAMP '2024-02-29 23:30:00.250 UTC', 'arn:aws:kms:us-east-1:1:key/aaa', 'Decrypt', MAP(ARRAY['aws:s3:arn'], ARRAY['arn:aws:s3:::b1/x'])), (TIMESTAMP '2024-03-01 00:30:00.750 UTC', 'arn:aws:kms:us-east-1:1:key/aaa', 'GenerateDataKey', NULL), (TIMESTAMP '2024-03-01 08:00:00.000 +09:00', 'arn:aws:kms:us-east-1:1:key/bbb', 'Decrypt', MAP(ARRAY['app', 'aws:s3:arn'], ARRAY['etl', '']))), k AS (SELECT split_part(key_arn, '/', 2) AS key_id, CAST(ts AT TIME ZONE 'America/Sao_Paulo' AS date) AS local_day, op, nullif(element_at(ctx, 'aws:s3:arn'), '') AS obj, coalesce(cardinality(ctx), 0) AS n_ctx FROM kms) SELECT local_day, key_id, count(*) AS calls, array_agg(op ORDER BY op) AS ops, max(obj) AS obj, sum(n_ctx) AS ctx_keys, array_agg(obj ORDER BY op) FILTER (WHERE op = 'Decrypt') AS decrypted FROM k GROUP BY local_day, key_id ORDER BY local_day, key_id

-- case: array_agg_interval_having
WITH a(src, ts, port) AS (VALUES ('192.0.2.1', TIMESTAMP '2024-01-01 00:00:00', 22), ('192.0.2.1', TIMESTAMP '2024-01-01 00:00:10', 23), ('192.0.2.1', TIMESTAMP '2024-01-01 00:00:50', 3389), ('192.0.2.1', TIMESTAMP '2024-01-01 00:05:00', 22), ('192.0.2.2', TIMESTAMP '2024-01-01 00:00:05', 443)) SELECT x.src, x.ts, x.port, count(DISTINCT y.port) AS ports_next_min, array_agg(y.port ORDER BY y.ts) AS seq, max(y.ts) - x.ts AS spread FROM a x JOIN a y ON y.src = x.src AND y.ts >= x.ts AND y.ts < x.ts + INTERVAL '1' MINUTE GROUP BY x.src, x.ts, x.port HAVING count(DISTINCT y.port) >= 1 ORDER BY x.src, x.ts

-- case: contains_sequence_none_match_all_match
SELECT id, contains_sequence(steps, ARRAY['login', 'export']) AS direct, array_position(steps, 'export') AS at_pos, none_match(steps, s -> s = 'mfa') AS no_mfa, all_match(steps, s -> length(s) > 2) AS long_names, reduce(steps, '', (acc, s) -> acc || upper(substr(s, 1, 1)), acc -> acc || '.') AS code, element_at(steps, -1) AS final_step, element_at(steps, 9) AS ninth FROM (VALUES (1, ARRAY['login', 'export', 'logout']), (2, ARRAY['login', 'mfa', 'export']), (3, ARRAY['browse'])) AS t(id, steps) ORDER BY id

-- case: rank_first_value_typeof
WITH m(svc, region, lat) AS (VALUES ('api', 'eu', REAL '12.5'), ('api', 'us', REAL '20'), ('api', 'ap', REAL '7.25'), ('web', 'eu', REAL '100.125'), ('web', 'us', NULL)), r AS (SELECT svc, region, lat, rank() OVER w AS rk, first_value(region) OVER w AS fastest, lat - min(lat) OVER (PARTITION BY svc) AS behind, ratio_base FROM m CROSS JOIN (SELECT avg(lat) AS ratio_base FROM m) WINDOW w AS (PARTITION BY svc ORDER BY lat NULLS LAST, region)) SELECT svc, region, rk, fastest, behind, round(CAST(lat AS double) / CAST(ratio_base AS double), 3) AS ratio, typeof(ratio_base) AS ty FROM r WHERE rk <= 2 ORDER BY svc, rk
