-- case: trail_count_if_bool_or
WITH trail(eventtime, eventname, useridentity, errorcode) AS (VALUES ('2023-11-02T08:15:00Z', 'ConsoleLogin', '{"type":"IAMUser","userName":"alice","sessionContext":{"attributes":{"mfaAuthenticated":"false"}}}', NULL), ('2023-11-02T08:17:31Z', 'AssumeRole', '{"type":"AWSService","invokedBy":"lambda.amazonaws.com"}', NULL), ('2023-11-02T09:02:10Z', 'DeleteBucket', '{"type":"IAMUser","userName":"bob"}', 'AccessDenied'), ('2023-11-02T09:04:55Z', 'ConsoleLogin', '{"type":"IAMUser","userName":"alice","sessionContext":{"attributes":{"mfaAuthenticated":"true"}}}', 'Failed authentication')), parsed AS (SELECT from_iso8601_timestamp(eventtime) AS ts, eventname, json_extract_scalar(useridentity, '$.type') AS utype, coalesce(json_extract_scalar(useridentity, '$.userName'), json_extract_scalar(useridentity, '$.invokedBy')) AS principal, json_extract_scalar(useridentity, '$.sessionContext.attributes.mfaAuthenticated') = 'true' AS mfa, errorcode FROM trail) SELECT principal, utype, count(*) AS events, count_if(errorcode IS NOT NULL) AS errors, bool_or(mfa) AS ever_mfa, array_agg(eventname ORDER BY ts) AS path, date_diff('second', min(ts), max(ts)) AS span_s FROM parsed GROUP BY principal, utype ORDER BY events DESC, principal

-- case: alb_url_extract_host_url_extract_parameter
WITH alb(line) AS (VALUES ('h2 2023-07-02T22:23:00.186641Z app/my-lb/50dc6c495c0c9188 10.0.1.252:48160 10.0.0.66:9000 0.000 0.002 0.000 200 200 5 257 "GET https://10.0.2.105:773/api/v1/items?id=7 HTTP/2.0"'), ('http 2023-07-02T22:23:01.186641Z app/my-lb/50dc6c495c0c9188 192.168.131.39:2817 - -1 -1 -1 502 - 34 366 "GET http://www.example.com:80/ HTTP/1.1"'), ('https 2023-07-02T22:24:09.000001Z app/my-lb/50dc6c495c0c9188 192.168.131.39:2818 10.0.0.1:80 0.086 0.048 0.037 200 200 0 57 "POST https://www.example.com:443/login HTTP/1.1"')), f AS (SELECT regexp_extract(line, '^(\S+) (\S+) (\S+) ([^:]+):(\d+) (\S+) (\S+) (\S+) (\S+) (\d{3}) (\S+)', 1) AS proto, regexp_extract(line, '^(\S+) (\S+) (\S+) ([^:]+):(\d+)', 4) AS client, TRY_CAST(split_part(line, ' ', 7) AS double) AS target_time, CAST(split_part(line, ' ', 9) AS integer) AS elb_status, TRY_CAST(split_part(line, ' ', 10) AS integer) AS tgt, regexp_extract(line, '"(\w+) (\S+)', 2) AS url FROM alb) SELECT client, proto, elb_status, tgt, nullif(target_time, -1) AS target_time, url_extract_host(url) AS host, url_extract_port(url) AS port, url_extract_path(url) AS path, url_extract_parameter(url, 'id') AS id FROM f ORDER BY client, url DESC

-- case: flows_from_unixtime_at_time_zone
WITH flows(srcaddr, dstaddr, dstport, protocol, bytes, action, start) AS (VALUES ('10.0.1.5', '52.94.5.1', 443, 6, BIGINT '18400', 'ACCEPT', 1688330000), ('10.0.1.5', '10.0.2.9', 5432, 6, BIGINT '92000', 'ACCEPT', 1688330060), ('203.0.113.12', '10.0.1.5', 22, 6, BIGINT '240', 'REJECT', 1688330061), ('203.0.113.12', '10.0.1.5', 3389, 6, BIGINT '120', 'REJECT', 1688333661), ('10.0.2.9', '10.0.1.5', 53, 17, BIGINT '512', 'ACCEPT', 1688337261)) SELECT CASE WHEN contains('10.0.1.0/24', CAST(srcaddr AS ipaddress)) THEN 'subnet-a' WHEN contains('10.0.0.0/8', CAST(srcaddr AS ipaddress)) THEN 'vpc' ELSE 'internet' END AS origin, date_trunc('hour', from_unixtime(start) AT TIME ZONE 'UTC') AS hr, action, sum(bytes) AS bytes, array_agg(DISTINCT dstport ORDER BY dstport) AS ports, CAST(100.0 * sum(bytes) / sum(sum(bytes)) OVER () AS decimal(5, 2)) AS pct FROM flows GROUP BY 1, 2, 3 ORDER BY bytes DESC, hr

-- case: cur_date_format_like
WITH cur(account, product, usage_type, tags, cost, day) AS (VALUES ('111', 'AmazonEC2', 'BoxUsage:m5.large', MAP(ARRAY['team', 'env'], ARRAY['data', 'prod']), DECIMAL '12.3456', DATE '2023-10-30'), ('111', 'AmazonEC2', 'EBS:VolumeUsage.gp3', MAP(ARRAY['team'], ARRAY['data']), DECIMAL '1.1000', DATE '2023-10-31'), ('222', 'AmazonS3', 'TimedStorage-ByteHrs', MAP(), DECIMAL '7.0001', DATE '2023-11-01'), ('222', 'AmazonEC2', 'DataTransfer-Out-Bytes', MAP(ARRAY['team', 'env'], ARRAY['web', 'dev']), DECIMAL '0.4500', DATE '2023-11-01')) SELECT date_format(day, '%Y-%m') AS month, coalesce(element_at(tags, 'team'), 'untagged') AS team, sum(cost) AS cost, sum(cost) FILTER (WHERE usage_type LIKE 'BoxUsage%') AS compute, round(sum(cost) / sum(sum(cost)) OVER (PARTITION BY date_format(day, '%Y-%m')), 4) AS share FROM cur GROUP BY date_format(day, '%Y-%m'), coalesce(element_at(tags, 'team'), 'untagged') ORDER BY month, cost DESC, team

-- case: cur_grouping_cube
WITH cur(acct, svc, amt) AS (VALUES ('dev', 'ec2', 10.50), ('dev', 's3', 2.25), ('prod', 'ec2', 100.00), ('prod', 's3', 45.10), ('prod', NULL, 0.99)) SELECT CASE grouping(acct, svc) WHEN 0 THEN 'detail' WHEN 1 THEN 'account' WHEN 2 THEN 'service' ELSE 'total' END AS lvl, acct, svc, sum(amt) AS amt, count(*) AS n FROM cur GROUP BY CUBE (acct, svc) HAVING sum(amt) > 1 ORDER BY grouping(cur.acct, cur.svc), acct NULLS LAST, svc NULLS LAST

-- case: waf_from_unixtime_lower
WITH waf(ts, action, rulegroups, headers) AS (VALUES (1688400000123, 'BLOCK', CAST(JSON '[{"rulegroupid":"AWS#AWSManagedRulesSQLiRuleSet","terminatingrule":{"ruleid":"SQLi_BODY"}},{"rulegroupid":"custom","terminatingrule":null}]' AS array(row(rulegroupid varchar, terminatingrule row(ruleid varchar)))), ARRAY[ROW('Host', 'a.example.com'), ROW('User-Agent', 'sqlmap/1.6')]), (1688400060456, 'ALLOW', CAST(ARRAY[] AS array(row(rulegroupid varchar, terminatingrule row(ruleid varchar)))), ARRAY[ROW('host', 'b.example.com')])) SELECT from_unixtime(ts / 1000e0) AT TIME ZONE 'America/New_York' AS local_ts, action, g.rulegroupid, g.terminatingrule.ruleid AS rule, element_at(filter(headers, h -> lower(h[1]) = 'user-agent'), 1)[2] AS ua FROM waf LEFT JOIN UNNEST(rulegroups) AS g(rulegroupid, terminatingrule) ON true ORDER BY ts, g.rulegroupid

-- case: substr_url_decode_nullif
WITH cf(d, t, edge, status, bytes, uri, qs, ua) AS (VALUES ('2023-08-01', '12:00:01', 'IAD89-C1', 200, 4500, '/img/logo.png', 'v=3', 'Mozilla/5.0%2520(Macintosh)'), ('2023-08-01', '12:00:07', 'IAD89-C1', 304, 310, '/img/logo.png', '-', 'curl/7.64'), ('2023-08-01', '12:59:59', 'FRA50-C1', 404, 900, '/old%20page.html', 'utm=a%26b', 'Mozilla/5.0%2520(X11)'), ('2023-08-02', '00:00:00', 'FRA50-C1', 200, 78000, '/video.mp4', '-', 'curl/7.64')) SELECT substr(edge, 1, 3) AS pop, CAST(d || ' ' || t AS timestamp(0)) AS ts, url_decode(uri) AS uri, url_decode(url_decode(ua)) AS ua, nullif(url_decode(qs), '-') AS qs, sum(bytes) OVER (PARTITION BY substr(edge, 1, 3) ORDER BY d, t ROWS UNBOUNDED PRECEDING) AS running_bytes, status / 100 AS class FROM cf ORDER BY ts

-- case: r53_rtrim_one
WITH r53(query_ts, srcaddr, qname, rcode, answers) AS (VALUES ('2023-05-04T01:02:03Z', '10.0.0.4', 'api.example.com.', 'NOERROR', ARRAY[CAST(ROW('93.184.216.34', 'A', 'IN') AS row(rdata varchar, type varchar, class varchar)), CAST(ROW('93.184.216.35', 'A', 'IN') AS row(rdata varchar, type varchar, class varchar))]), ('2023-05-04T01:02:05Z', '10.0.0.4', 'x9f3k2.bad.biz.', 'NXDOMAIN', NULL), ('2023-05-04T01:05:00Z', '10.0.0.7', 'x8a1k2.bad.biz.', 'NXDOMAIN', NULL)) SELECT regexp_extract(rtrim(qname, '.'), '([^.]+\.[^.]+)$', 1) AS apex, count(*) AS queries, count(DISTINCT srcaddr) AS hosts, count_if(rcode = 'NXDOMAIN') AS nx, sum(coalesce(cardinality(answers), 0)) AS n_answers, flatten(array_agg(transform(answers, a -> a.rdata)) FILTER (WHERE answers IS NOT NULL)) AS rdata FROM r53 CROSS JOIN (VALUES 1) AS one(x) GROUP BY 1 ORDER BY nx DESC, apex

-- case: inv_power_histogram
WITH inv(bucket, key, size, storage_class, last_modified) AS (VALUES ('logs', 'a/2023/01/f1.gz', BIGINT '1048576', 'STANDARD', TIMESTAMP '2023-01-05 10:00:00'), ('logs', 'a/2023/02/f2.gz', BIGINT '5368709120', 'GLACIER', TIMESTAMP '2023-02-11 03:30:00'), ('logs', 'b/2022/12/f3.parquet', BIGINT '734003200', 'STANDARD_IA', TIMESTAMP '2022-12-31 23:59:59'), ('data', 'raw', BIGINT '0', 'STANDARD', NULL)) SELECT bucket, split_part(key, '/', 1) AS prefix, regexp_extract(key, '\.(\w+)$', 1) AS ext, sum(size) AS bytes, round(sum(size) / power(1024, 3), 3) AS gib, max_by(key, size) AS biggest, date_diff('day', max(last_modified), TIMESTAMP '2023-03-01 00:00:00') AS idle_days, histogram(storage_class) AS classes FROM inv GROUP BY 1, 2, 3 ORDER BY bytes DESC, bucket

-- case: s3log_parse_datetime_try_cast
WITH s3log(requestdatetime, remoteip, requester, operation, key, httpstatus, totaltime) AS (VALUES ('06/Feb/2023:00:00:38 +0000', '192.0.2.3', 'arn:aws:iam::123456789012:user/ana', 'REST.GET.OBJECT', 'photos/1.jpg', '200', '70'), ('06/Feb/2023:00:01:57 +0000', '192.0.2.3', '-', 'REST.GET.OBJECT', 'photos/2.jpg', '403', '-'), ('06/Feb/2023:00:10:00 +0000', '198.51.100.9', 'arn:aws:iam::123456789012:role/etl/session', 'REST.PUT.OBJECT', 'in/x', '200', '143')) SELECT parse_datetime(requestdatetime, 'dd/MMM/yyyy:HH:mm:ss Z') AS ts, coalesce(element_at(split(requester, '/'), 2), 'anonymous') AS who, element_at(split(operation, '.'), 2) AS verb, TRY(CAST(totaltime AS integer)) AS ms, avg(TRY_CAST(totaltime AS double)) OVER (PARTITION BY remoteip) AS avg_ip FROM s3log WHERE parse_datetime(requestdatetime, 'dd/MMM/yyyy:HH:mm:ss Z') BETWEEN parse_datetime('2023-02-06:00:00:00', 'yyyy-MM-dd:HH:mm:ss') AND parse_datetime('2023-02-06:00:30:00', 'yyyy-MM-dd:HH:mm:ss') ORDER BY 1

-- case: json_value_json_query_json_exists
WITH gd(id, severity, type, service) AS (VALUES ('f1', 8.0, 'UnauthorizedAccess:EC2/SSHBruteForce', '{"action":{"actionType":"NETWORK_CONNECTION","networkConnectionAction":{"remoteIpDetails":{"ipAddressV4":"198.51.100.1","country":{"countryName":"Utopia"}}}},"count":17}'), ('f2', 5.0, 'Recon:EC2/PortProbeUnprotectedPort', '{"action":{"actionType":"PORT_PROBE","portProbeAction":{"portProbeDetails":[{"localPortDetails":{"port":80}},{"localPortDetails":{"port":443}}]}},"count":3}'), ('f3', 2.0, 'Policy:IAMUser/RootCredentialUsage', '{"count":1}')) SELECT id, split_part(type, ':', 1) AS purpose, split_part(split_part(type, ':', 2), '/', 1) AS resource, CASE WHEN severity >= 7 THEN 'HIGH' WHEN severity >= 4 THEN 'MEDIUM' ELSE 'LOW' END AS sev, json_value(service, 'lax $.count' RETURNING integer) AS n, json_query(service, 'lax $.action.portProbeAction.portProbeDetails[*].localPortDetails.port' WITH ARRAY WRAPPER) AS ports, json_value(service, 'lax $.action.networkConnectionAction.remoteIpDetails.country.countryName' DEFAULT 'n/a' ON EMPTY) AS country, json_exists(service, 'lax $.action') AS has_action FROM gd ORDER BY severity DESC

-- case: ddb_json_extract_map_keys
WITH ddb(item) AS (VALUES '{"Item":{"pk":{"S":"USER#1"},"age":{"N":"34"},"tags":{"SS":["a","b"]},"active":{"BOOL":true}}}', '{"Item":{"pk":{"S":"USER#2"},"age":{"N":"27.5"},"active":{"BOOL":false}}}', '{"Item":{"pk":{"S":"USER#3"},"age":{"NULL":true}}}') SELECT json_extract_scalar(item, '$.Item.pk.S') AS pk, CAST(json_extract_scalar(item, '$.Item.age.N') AS decimal(10, 2)) AS age, CAST(json_extract(item, '$.Item.tags.SS') AS array(varchar)) AS tags, coalesce(CAST(json_extract(item, '$.Item.active.BOOL') AS boolean), false) AS active, cardinality(map_keys(CAST(json_extract(item, '$.Item') AS map(varchar, json)))) AS n_attrs FROM ddb ORDER BY pk

-- case: from_unixtime_ntile_window
WITH sl(time_ms, class_uid, api_operation, src_ip, status) AS (VALUES (1699999200000, 3005, 'CreateUser', '2001:db8::1', 'Success'), (1699999260000, 3005, 'AttachUserPolicy', '2001:db8::1', 'Success'), (1699999320000, 3005, 'CreateAccessKey', '2001:db8::1', 'Failure'), (1699999380000, 4001, NULL, '10.9.8.7', 'Success')) SELECT CAST(from_unixtime(time_ms / 1000) AS timestamp(3)) AS ts, api_operation, lag(api_operation) OVER w AS prev, lead(api_operation, 1, '(end)') OVER w AS nxt, ntile(2) OVER w AS half, contains('2001:db8::/32', CAST(src_ip AS ipaddress)) AS is_doc, status FROM sl WINDOW w AS (PARTITION BY src_ip ORDER BY time_ms) ORDER BY time_ms

-- case: hits_human_readable_seconds_to_milliseconds
WITH hits(ip, ts) AS (VALUES ('1.1.1.1', TIMESTAMP '2023-01-01 00:00:00'), ('1.1.1.1', TIMESTAMP '2023-01-01 00:10:00'), ('1.1.1.1', TIMESTAMP '2023-01-01 00:55:00'), ('2.2.2.2', TIMESTAMP '2023-01-01 00:05:00'), ('1.1.1.1', TIMESTAMP '2023-01-01 01:20:00')), gaps AS (SELECT ip, ts, CASE WHEN ts - lag(ts) OVER (PARTITION BY ip ORDER BY ts) <= INTERVAL '30' MINUTE THEN 0 ELSE 1 END AS is_new FROM hits), sess AS (SELECT ip, ts, sum(is_new) OVER (PARTITION BY ip ORDER BY ts) AS sid FROM gaps) SELECT ip, sid, min(ts) AS started, max(ts) - min(ts) AS duration, count(*) AS hits, human_readable_seconds(to_milliseconds(max(ts) - min(ts)) / 1e3) AS human FROM sess GROUP BY ip, sid ORDER BY ip, sid

-- case: req_between_range
WITH req(ts, ms) AS (VALUES (TIMESTAMP '2023-06-01 00:00:00', 120), (TIMESTAMP '2023-06-01 00:02:00', 80), (TIMESTAMP '2023-06-01 00:06:30', 300), (TIMESTAMP '2023-06-01 00:07:00', NULL), (TIMESTAMP '2023-06-01 00:30:00', 45)) SELECT ts, ms, count(*) OVER (ORDER BY ts RANGE BETWEEN INTERVAL '5' MINUTE PRECEDING AND CURRENT ROW) AS reqs_5m, avg(ms) OVER (ORDER BY ts RANGE BETWEEN INTERVAL '5' MINUTE PRECEDING AND INTERVAL '1' MINUTE FOLLOWING) AS avg_ms, max(ms) OVER (ORDER BY ts RANGE BETWEEN UNBOUNDED PRECEDING AND INTERVAL '1' SECOND PRECEDING) AS worst_before FROM req ORDER BY ts

-- case: org_tree_lpad
WITH RECURSIVE org(id, parent, name) AS (VALUES (1, NULL, 'root'), (2, 1, 'ou-prod'), (3, 1, 'ou-dev'), (4, 2, 'acct-a'), (5, 2, 'acct-b'), (6, 3, 'acct-c')), tree(id, path, depth) AS (SELECT id, CAST(name AS varchar), 0 FROM org WHERE parent IS NULL UNION ALL SELECT o.id, t.path || '/' || o.name, t.depth + 1 FROM tree t JOIN org o ON o.parent = t.id) SELECT id, lpad('', depth * 2, ' ') || element_at(split(path, '/'), -1) AS label, path, depth FROM tree ORDER BY path

-- case: fact_log10_bit_count
WITH RECURSIVE fact(n, f) AS (SELECT 1, CAST(1 AS bigint) UNION ALL SELECT n + 1, f * (n + 1) FROM fact WHERE n < 8) SELECT n, f, to_base(f, 16) AS hex, log10(f) AS l, bit_count(f, 64) AS ones FROM fact ORDER BY n

-- case: ordinality_cross_join
SELECT u.pos, u.k, u.v, u.w FROM (VALUES (ARRAY['a', 'b', 'c'], ARRAY[1, 2], ARRAY[TRUE])) AS t(ks, vs, ws) CROSS JOIN UNNEST(ks, vs, ws) WITH ORDINALITY AS u(k, v, w, pos) ORDER BY u.pos

-- case: ordinality_cross_join_again
SELECT id, n, k, v FROM (VALUES (1, MAP(ARRAY['x', 'y'], ARRAY[ARRAY[1, 2], ARRAY[3]])), (2, MAP(ARRAY['z'], ARRAY[CAST(NULL AS array(integer))]))) AS t(id, m) CROSS JOIN UNNEST(m) WITH ORDINALITY AS u(k, arr, n) LEFT JOIN UNNEST(arr) AS w(v) ON TRUE ORDER BY id, n, v

-- case: reduce
SELECT reduce(ARRAY[5, NULL, 20, 7], CAST(ROW(0, 0) AS row(s bigint, c bigint)), (st, x) -> CAST(ROW(st.s + coalesce(x, 0), st.c + IF(x IS NULL, 0, 1)) AS row(s bigint, c bigint)), st -> IF(st.c = 0, NULL, CAST(st.s AS double) / st.c)) AS mean_nonnull

-- case: map_filter_transform_values_format
SELECT k, map_agg(sub, total) AS m, map_filter(map_agg(sub, total), (a, b) -> b > 10) AS big, transform_values(map_agg(sub, total), (a, b) -> format('%s=%05d', a, b)) AS lbl FROM (SELECT k, sub, sum(v) AS total FROM (VALUES ('p', 'a', 5), ('p', 'a', 7), ('p', 'b', 3), ('q', 'c', 40)) AS t(k, sub, v) GROUP BY k, sub) GROUP BY k ORDER BY k

-- case: bitwise_or_agg_bitwise_and_agg_geometric_mean
SELECT g, reduce_agg(v, 1, (a, b) -> a * b, (a, b) -> a * b) AS product, bitwise_or_agg(v) AS ors, bitwise_and_agg(v) AS ands, geometric_mean(v) AS gm FROM (VALUES ('a', 2), ('a', 3), ('a', 7), ('b', 10), ('b', NULL)) AS t(g, v) GROUP BY g ORDER BY g

-- case: max_by_min_by
SELECT g, max_by(ROW(name, score), score) AS best, min_by(name, ROW(score, name)) AS worst, max_by(name, score, 2) AS top2, max(ROW(score, name)) AS mx FROM (VALUES ('x', 'ann', 10), ('x', 'bob', 12), ('x', 'cyd', 7), ('y', 'dan', 1)) AS t(g, name, score) GROUP BY g ORDER BY g

-- case: doy_dow_format_datetime
SELECT d, year(d) AS y, yow(d) AS iso_y, week(d) AS w, doy(d) AS doy, dow(d) AS dow, quarter(d) AS q, last_day_of_month(d) AS eom, date_trunc('week', d) AS wk, date_add('month', 1, d) AS nxt, d + INTERVAL '1' YEAR AS yr, format_datetime(d, 'EEE, d MMM yyyy') AS pretty FROM (VALUES DATE '2020-02-29', DATE '2021-01-01', DATE '2022-12-31', DATE '2024-01-31') AS t(d) ORDER BY d

-- case: at_timezone_timezone_hour_timezone_minute
SELECT to_iso8601(ts) AS iso, to_unixtime(ts) AS epoch, at_timezone(ts, 'Asia/Kolkata') AS ist, timezone_hour(at_timezone(ts, 'Asia/Kolkata')) AS th, timezone_minute(at_timezone(ts, 'Asia/Kolkata')) AS tm, CAST(ts AT TIME ZONE 'America/Los_Angeles' AS date) AS la_day, date_diff('hour', ts, from_iso8601_timestamp('2023-03-13T00:00:00-07:00')) AS hrs FROM (VALUES from_iso8601_timestamp('2023-03-12T09:59:59.500Z'), from_iso8601_timestamp('2023-03-12T10:00:00Z'), from_iso8601_timestamp('2023-03-12T23:00:00+05:30')) AS t(ts) ORDER BY ts

-- case: with_timezone_interval_at_time_zone
SELECT with_timezone(TIMESTAMP '2023-10-29 01:30:00', 'Europe/London') AS ldn, with_timezone(TIMESTAMP '2023-10-29 02:30:00', 'Europe/Berlin') AT TIME ZONE 'UTC' AS utc, TIMESTAMP '2023-10-28 12:00:00 Europe/Berlin' + INTERVAL '24' HOUR AS plus_24h, TIMESTAMP '2023-10-28 12:00:00 Europe/Berlin' + INTERVAL '1' DAY AS plus_1d, TIMESTAMP '2023-10-29 12:00:00 Europe/Berlin' - TIMESTAMP '2023-10-28 12:00:00 Europe/Berlin' AS gap

-- case: regexp_like_regexp_count_regexp_position
WITH p(email) AS (VALUES 'Ann.Lee+news@Example.com', 'bob@sub.mail.org', 'not-an-email', NULL) SELECT email, regexp_like(email, '^[^@\s]+@[^@\s]+\.[a-z]{2,}$') AS ok_cs, regexp_like(email, '(?i)^[^@\s]+@[^@\s]+\.[a-z]{2,}$') AS ok_ci, regexp_replace(email, '^([^+@]+)(\+[^@]*)?@(.*)$', '$1@$3') AS canon, regexp_replace(email, '(\w)(\w*)', x -> upper(x[1]) || lower(x[2])) AS titled, regexp_count(email, '\.') AS dots, regexp_position(email, '@') AS at_pos, regexp_extract_all(email, '[A-Za-z]{3,}') AS words FROM p ORDER BY email NULLS FIRST

-- case: doc_length_rank
WITH doc(txt) AS (VALUES 'The quick brown fox jumps over the lazy dog the end'), w AS (SELECT lower(word) AS word, pos FROM doc CROSS JOIN UNNEST(split(txt, ' ')) WITH ORDINALITY AS u(word, pos)) SELECT word, count(*) AS n, array_agg(pos ORDER BY pos) AS at, length(word) AS len, rank() OVER (ORDER BY count(*) DESC, length(word) DESC) AS rk FROM w GROUP BY word ORDER BY n DESC, len DESC, word LIMIT 6

-- case: codepoint_rpad_regexp_extract_all
SELECT c, count(*) AS n, codepoint(CAST(c AS varchar(1))) AS cp, rpad('', CAST(count(*) AS integer), '*') AS stars FROM (VALUES 'mississippi', 'misses') AS t(s) CROSS JOIN UNNEST(regexp_extract_all(s, '.')) AS u(c) GROUP BY c ORDER BY n DESC, c

-- case: format
SELECT format('%-10s|%8.2f|%,d|%x|%b|%05d|%s', name, price, qty, 255, qty > 3, qty, d) AS line FROM (VALUES ('bolt', 1.5, 12000, DATE '2023-01-01'), ('nut', 22.125, 2, DATE '2023-12-31')) AS t(name, price, qty, d) ORDER BY name

-- case: try_cast_date_parse_nullif
SELECT id, TRY(10 / v) AS a, TRY_CAST(s AS integer) AS b, TRY(CAST(s AS date)) AS c, coalesce(TRY(date_parse(s, '%d/%m/%Y')), TRY(date_parse(s, '%Y-%m-%d'))) AS d, nullif(s, '') AS e FROM (VALUES (1, 0, '12'), (2, 3, '2023-05-06'), (3, NULL, '06/05/2023'), (4, -4, '')) AS t(id, v, s) ORDER BY id

-- case: plain
SELECT a.k, a.v FROM (VALUES (1, 'x'), (2, 'y'), (3, NULL), (NULL, 'z')) AS a(k, v) WHERE (a.k, a.v) IN (VALUES (1, 'x'), (2, 'q'), (3, NULL)) OR a.k IS NULL ORDER BY a.k NULLS FIRST

-- case: all_any_some
SELECT x, x > ALL (VALUES 1, 2, 3) AS gt_all, x = ANY (VALUES 2, NULL) AS eq_any, x <> ALL (VALUES 2, NULL) AS ne_all, x IN (SELECT n FROM (VALUES 4, 5) AS q(n)) AS in_q, x <= SOME (SELECT n FROM (VALUES 4) AS q(n) WHERE n < 0) AS le_none FROM (VALUES 1, 2, 4, NULL) AS t(x) ORDER BY x NULLS LAST

-- case: emp_avg_exists
WITH emp(id, dept, sal) AS (VALUES (1, 'a', 100.0), (2, 'a', 200.0), (3, 'b', 50.0), (4, NULL, 70.0)) SELECT e.id, e.dept, e.sal, (SELECT avg(x.sal) FROM emp x WHERE x.dept = e.dept) AS dept_avg, (SELECT count(*) FROM emp x WHERE x.sal > e.sal) AS richer, EXISTS (SELECT 1 FROM emp x WHERE x.dept = e.dept AND x.id <> e.id) AS has_peer FROM emp e WHERE e.sal >= (SELECT min(sal) FROM emp) ORDER BY e.id

-- case: lateral_cross_join
SELECT o.id, l.top_item, l.n FROM (VALUES (1, ARRAY['pen', 'ink', 'pen']), (2, ARRAY['pad']), (3, CAST(ARRAY[] AS array(varchar)))) AS o(id, items) CROSS JOIN LATERAL (SELECT max(i) AS top_item, count(*) AS n FROM UNNEST(o.items) AS u(i)) AS l ORDER BY o.id

-- case: lateral_cross_join_again
SELECT t.a, b.dbl, b.msg FROM (VALUES 3, 1, 2) AS t(a) CROSS JOIN LATERAL (SELECT t.a * 2 AS dbl, 'n' || CAST(t.a AS varchar) AS msg) AS b ORDER BY t.a DESC

-- case: union
SELECT kind, val FROM (SELECT 'int' AS kind, CAST(7 AS bigint) AS val UNION ALL SELECT 'null', CAST(NULL AS bigint) UNION ALL SELECT 'count', count(*) FROM (VALUES 1, 2) AS t(x)) ORDER BY val DESC NULLS FIRST, kind

-- case: except
SELECT a AS left_name, b FROM (VALUES (1, 'x'), (1, 'x'), (2, NULL), (2, NULL), (3, 'z')) AS l(a, b) EXCEPT SELECT c, d FROM (VALUES (3, 'z'), (4, 'w')) AS r(c, d) ORDER BY left_name DESC

-- case: intersect
SELECT a, b FROM (VALUES (1, NULL), (1, NULL), (2, 'k')) AS l(a, b) INTERSECT ALL SELECT a, b FROM (VALUES (1, NULL), (1, NULL), (1, NULL), (2, 'j')) AS r(a, b) ORDER BY 1

-- case: cardinality
SELECT r, arr FROM (SELECT DISTINCT r, arr FROM (VALUES (ROW(1, 'a'), ARRAY[1, NULL]), (ROW(1, 'a'), ARRAY[1, NULL]), (ROW(1, NULL), ARRAY[2]), (ROW(1, NULL), ARRAY[2])) AS t(r, arr)) ORDER BY cardinality(arr) DESC

-- case: plain_again
SELECT m, count(*) AS n, sum(v) AS s FROM (VALUES (MAP(ARRAY['a', 'b'], ARRAY[1, 2]), 10), (MAP(ARRAY['b', 'a'], ARRAY[2, 1]), 20), (MAP(ARRAY['a'], ARRAY[1]), 5)) AS t(m, v) GROUP BY m ORDER BY n DESC

-- case: array_distinct_array_max_array_min
SELECT arr, array_distinct(arr) AS dist, array_sort(arr) AS srt, array_sort(arr, (a, b) -> CASE WHEN a IS NULL THEN -1 WHEN b IS NULL THEN 1 WHEN a < b THEN 1 WHEN a > b THEN -1 ELSE 0 END) AS dsc, array_max(arr) AS mx, array_min(filter(arr, x -> x IS NOT NULL)) AS mn, array_remove(arr, 3) AS rm, array_position(arr, 3) AS pos, array_join(arr, '|', '?') AS joined, contains(arr, 9) AS has9 FROM (VALUES (1, ARRAY[3, 1, NULL, 3]), (2, ARRAY[9, 8])) AS t(id, arr) ORDER BY id

-- case: array_union_array_except_arrays_overlap
SELECT array_union(a, b) AS u, array_intersect(a, b) AS i, array_except(a, b) AS e, arrays_overlap(a, b) AS o, array_except(b, a) AS e2, a || b AS cat, cardinality(array_union(a, b)) * 1e0 AS jden, round(cardinality(array_intersect(a, b)) * 1e0 / cardinality(array_union(a, b)), 3) AS jaccard FROM (VALUES (ARRAY['ec2', 's3', 'rds'], ARRAY['s3', 'rds', 'sqs', 's3'])) AS t(a, b)

-- case: any_match_all_match_zip_with
SELECT id, transform(arr, x -> transform(x, y -> y * cardinality(x))) AS nested, reduce(flatten(arr), 0, (s, x) -> s + x, s -> s) AS total, filter(arr, x -> any_match(x, y -> y > 3)) AS any3, all_match(arr, x -> none_match(x, y -> y < 0)) AS nonneg, zip_with(flatten(arr), sequence(1, cardinality(flatten(arr))), (v, i) -> v * i) AS weighted FROM (VALUES (1, ARRAY[ARRAY[1, 2], ARRAY[3, 4, 5]]), (2, ARRAY[ARRAY[-1], ARRAY[0]])) AS t(id, arr) ORDER BY id

-- case: map_zip_with_map_concat_map_entries
SELECT map_zip_with(a, b, (k, x, y) -> coalesce(x, 0) - coalesce(y, 0)) AS diff, map_concat(a, b) AS merged, transform_keys(a, (k, v) -> k || '_' || CAST(v AS varchar)) AS keyed, array_sort(map_keys(b)) AS bk, map_from_entries(filter(map_entries(a), e -> e[2] > 1)) AS only_big FROM (VALUES (MAP(ARRAY['jan', 'feb'], ARRAY[1, 2]), MAP(ARRAY['feb', 'mar'], ARRAY[5, 7]))) AS t(a, b)

-- case: map_union_multimap_agg_array_agg
SELECT team, map_union(m) AS merged, multimap_agg(k, v) AS mm, array_agg(v ORDER BY k DESC) FILTER (WHERE v IS NOT NULL) AS vs FROM (VALUES ('r', MAP(ARRAY['a'], ARRAY[1]), 'k1', 5), ('r', MAP(ARRAY['b'], ARRAY[2]), 'k2', NULL), ('s', MAP(ARRAY['c'], ARRAY[3]), 'k1', 9)) AS t(team, m, k, v) GROUP BY team ORDER BY team

-- case: split_to_map_transform_values_split_to_multimap
SELECT split_to_map('cpu=4;mem=16;disk=100', ';', '=') AS m, transform_values(split_to_multimap('a:1,a:2,b:3', ',', ':'), (k, v) -> array_join(v, '/')) AS dup, split_to_multimap('x=1&x=2&y=3', '&', '=') AS mm, CAST(split_to_map('cpu=4;mem=16', ';', '=')['mem'] AS integer) * 1024 AS mem_mb

-- case: width_bucket_greatest_sign
SELECT x, width_bucket(x, 0, 100, 5) AS eq, width_bucket(x, ARRAY[10.0, 50.0, 90.0]) AS custom, floor(x / 25) * 25 AS bin, least(greatest(x, 5), 95) AS clipped, sign(x - 50) AS sgn, truncate(x) AS t, round(x, -1) AS r10 FROM (VALUES -3e0, 0e0, 12.5e0, 50e0, 99.99e0, 100e0) AS t(x) ORDER BY x

-- case: lat_floor_log10
WITH lat(svc, ms) AS (VALUES ('api', 5), ('api', 17), ('api', 33), ('api', 220), ('web', 9), ('web', 1001)), b AS (SELECT svc, CASE WHEN ms < 10 THEN '<10' WHEN ms < 100 THEN '10-99' WHEN ms < 1000 THEN '100-999' ELSE '1000+' END AS bucket, CAST(floor(log10(ms)) AS integer) AS ord FROM lat) SELECT svc, ord, bucket, count(*) AS n, sum(count(*)) OVER (PARTITION BY svc ORDER BY ord) AS cum, cast(sum(count(*)) OVER (PARTITION BY svc ORDER BY ord) as double) / sum(count(*)) OVER (PARTITION BY svc) AS cdf FROM b GROUP BY svc, ord, bucket ORDER BY svc, ord

-- case: from_utf8_from_base64_crc32
SELECT to_hex(md5(to_utf8(s))) AS md5, to_hex(crc) AS crc, to_base64(to_utf8(s)) AS b64, from_utf8(from_base64(to_base64(to_utf8(s)))) = s AS rt, to_base64url(sha1(to_utf8(s))) AS sha1, length(sha256(to_utf8(s))) AS l256, to_hex(xxhash64(to_utf8(s))) AS xx, to_hex(hmac_sha256(to_utf8(s), to_utf8('key'))) AS hm FROM (SELECT s, to_big_endian_64(crc32(to_utf8(s))) AS crc FROM (VALUES 'athena', '', 'naïve') AS t(s)) ORDER BY s

-- case: contains_to_hex
-- fails: type mismatch
SELECT CAST(ip AS varchar) AS ip, contains('192.168.0.0/16', ip) AS priv, CAST(CAST(CAST(ip AS varchar) || '/24' AS ipprefix) AS varchar) AS net24, to_hex(CAST(ip AS varbinary)) AS bin FROM (VALUES IPADDRESS '192.168.10.77', IPADDRESS '10.0.0.1', IPADDRESS '192.168.9.200') AS t(ip) ORDER BY t.ip

-- case: array_agg
-- fails: type mismatch
SELECT net, count(*) AS hosts, array_agg(CAST(ip AS varchar) ORDER BY ip) AS ips FROM (SELECT ip, CAST(CAST(ip AS varchar) || '/28' AS ipprefix) AS net FROM (VALUES IPADDRESS '172.31.4.3', IPADDRESS '172.31.4.14', IPADDRESS '172.31.4.17', IPADDRESS '172.31.5.1') AS t(ip)) GROUP BY net ORDER BY net

-- case: to_hex_typeof
SELECT u, CAST(u AS varchar) AS s, to_hex(CAST(u AS varbinary)) AS h, typeof(u) AS ty, u > UUID '80000000-0000-0000-0000-000000000000' AS upper_half FROM (VALUES CAST('12151fd2-7586-11e9-8f9e-2a86e4085a59' AS uuid), UUID 'FFFFFFFF-0000-4000-8000-000000000001') AS t(u) ORDER BY s

-- case: bitwise_and_bitwise_not_bitwise_left_shift
-- fails: function not found
SELECT n, bitwise_and(n, 12) AS a, bitwise_xor(n, 255) AS x, bitwise_not(n) AS inv, bitwise_left_shift(n, 4) AS l, bitwise_right_shift(n, 1) AS r, bitwise_right_shift_arithmetic(n, 1) AS ra, bit_count(n, 8) AS ones, array_join(transform(sequence(3, 0, -1), i -> CAST(bitwise_and(bitwise_right_shift(n, i), 1) AS varchar)), '') AS bits FROM (VALUES BIGINT '5', BIGINT '12', BIGINT '-1') AS t(n) ORDER BY n

-- case: normalize_strpos_position
SELECT translate(lower(s), 'áéíóúñ', 'aeioun') AS ascii, normalize(s, NFD) <> s AS composed, length(s) AS chars, length(to_utf8(s)) AS bytes, reverse(s) AS rev, strpos(s, 'a', 2) AS second_a, position('o' IN s) AS o_at, lpad(s, 10, '.-') AS pad, substring(s FROM 2 FOR 3) AS mid, soundex(translate(lower(s), 'áéíóúñ', 'aeioun')) AS sdx FROM (VALUES 'Málaga', 'Coruña', 'León') AS t(s) ORDER BY s

-- case: levenshtein_distance_hamming_distance_ngrams
SELECT a, b, levenshtein_distance(a, b) AS lev, CASE WHEN length(a) = length(b) THEN hamming_distance(a, b) END AS ham, soundex(a) = soundex(b) AS same_sound, cardinality(array_intersect(ngrams(regexp_extract_all(a, '.'), 2), ngrams(regexp_extract_all(b, '.'), 2))) AS shared_bigrams FROM (VALUES ('kitten', 'sitting'), ('robert', 'rupert'), ('abc', 'abc')) AS t(a, b) ORDER BY lev, a

-- case: concat_ws_replace_chr
SELECT concat_ws(',', 'a', NULL, 'c') AS c1, concat_ws('-', ARRAY['x', NULL, 'z']) AS c2, array_join(ARRAY['x', NULL, 'z'], '-') AS c3, 'a' || NULL AS c4, trim(BOTH '$' FROM '$$9$') AS c5, split('a,b,,c', ',', 3) AS c6, starts_with('s3://bucket', 's3:') AS c7, replace('2023-01-01', '-') AS c8, upper(substr('athena', -3)) AS c9, chr(9731) AS c10

-- case: url_encode_url_extract_protocol_url_extract_fragment
SELECT url_encode('a b&c=d/é') AS enc, url_extract_protocol(u) AS proto, url_extract_query(u) AS q, url_extract_fragment(u) AS frag, map_from_entries(transform(split(url_extract_query(u), '&'), kv -> ROW(split_part(kv, '=', 1), url_decode(split_part(kv, '=', 2))))) AS params FROM (VALUES 'https://shop.example.com:8443/p/a%20b?src=mail&q=red%20shoe&empty=#top') AS t(u)

-- case: listagg
SELECT dept, listagg(name, '; ') WITHIN GROUP (ORDER BY hired, name) AS roster, listagg(DISTINCT grade, '') WITHIN GROUP (ORDER BY grade) AS grades, count(*) AS n FROM (VALUES ('ops', 'zed', DATE '2020-01-01', 'B'), ('ops', 'amy', DATE '2021-06-01', 'A'), ('ops', 'kim', DATE '2020-01-01', 'B'), ('dev', NULL, DATE '2019-01-01', 'C')) AS t(dept, name, hired, grade) GROUP BY dept ORDER BY dept

-- case: grouping_sets_grouping_sets
-- fails: invalid arguments
SELECT region, product, sum(amt) AS total, grouping(region) AS gr, grouping(product) AS gp, count(DISTINCT cust) AS custs FROM (VALUES ('eu', 'a', 10, 1), ('eu', 'b', 20, 1), ('us', 'a', 5, 2), ('us', 'a', 7, 3), (NULL, 'b', 1, 4)) AS t(region, product, amt, cust) GROUP BY GROUPING SETS ((region, product), (region), ()) HAVING count(*) > 1 OR grouping(region, product) = 0 ORDER BY grouping(region, product), total DESC, region

-- case: avg_grouping_rollup
SELECT y, m, sum(v) AS v, avg(v) AS a, grouping(y, m) AS g FROM (VALUES (2022, 1, 10e0), (2022, 2, 20e0), (2023, 1, 5e0)) AS t(y, m, v) GROUP BY ROLLUP (y, m) ORDER BY y NULLS LAST, m NULLS LAST

-- case: first_value_percent_rank_cume_dist
SELECT day, dau, avg(dau) OVER (ORDER BY day ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS ma3, dau - lag(dau, 1) OVER (ORDER BY day) AS delta, round(100e0 * (dau - first_value(dau) OVER (ORDER BY day)) / first_value(dau) OVER (ORDER BY day), 1) AS pct, percent_rank() OVER (ORDER BY dau) AS pr, cume_dist() OVER (ORDER BY dau) AS cd FROM (SELECT CAST(d AS date) AS day, count(DISTINCT u) AS dau FROM (VALUES ('2023-01-01', 'a'), ('2023-01-01', 'b'), ('2023-01-02', 'a'), ('2023-01-03', 'a'), ('2023-01-03', 'b'), ('2023-01-03', 'c'), ('2023-01-04', 'c')) AS t(d, u) GROUP BY 1) ORDER BY day

-- case: between_range_groups
SELECT k, v, sum(v) OVER (ORDER BY k GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) AS g1, array_agg(v) OVER (ORDER BY k GROUPS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS nextgrp, count(*) OVER (ORDER BY k RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS near FROM (VALUES (1, 10), (2, 20), (2, 20), (4, 5)) AS t(k, v) ORDER BY k, v

-- case: last_value_nth_value_first_value
SELECT ts, temp, last_value(temp) IGNORE NULLS OVER (ORDER BY ts) AS filled, lead(temp) IGNORE NULLS OVER (ORDER BY ts) AS nextval, nth_value(temp, 2) OVER (ORDER BY ts ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS second, first_value(temp) IGNORE NULLS OVER (ORDER BY ts ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS backfill FROM (VALUES (1, NULL), (2, 20.5), (3, NULL), (4, NULL), (5, 18.0)) AS t(ts, temp) ORDER BY ts

-- case: dense_rank_avg_window
-- fails: not supported
SELECT name, dept, sal, count(*) OVER w AS heads, dense_rank() OVER (w ORDER BY sal DESC) AS dr, sal - avg(sal) OVER (PARTITION BY dept) AS vs_avg, count(*) FILTER (WHERE sal > 100) OVER (PARTITION BY dept) AS high FROM (VALUES ('a', 'x', 100), ('b', 'x', 150), ('c', 'x', 150), ('d', 'y', 90)) AS t(name, dept, sal) WINDOW w AS (PARTITION BY dept) ORDER BY dept, sal DESC, name

-- case: row_number_nullif_dense_rank
WITH ranked AS (SELECT svc, day, cost, row_number() OVER (PARTITION BY svc ORDER BY cost DESC, day) AS rn, sum(cost) OVER (PARTITION BY svc) AS svc_total FROM (VALUES ('ec2', DATE '2023-01-01', DECIMAL '10.10'), ('ec2', DATE '2023-01-02', DECIMAL '30.05'), ('s3', DATE '2023-01-01', DECIMAL '1.00'), ('s3', DATE '2023-01-03', DECIMAL '1.00'), ('rds', DATE '2023-01-01', DECIMAL '0.00')) AS t(svc, day, cost)) SELECT svc, day AS peak_day, cost, CAST(cost / nullif(svc_total, 0) AS decimal(6, 4)) AS peak_share, dense_rank() OVER (ORDER BY svc_total DESC) AS rk FROM ranked WHERE rn = 1 ORDER BY rk, svc

-- case: mod_typeof
SELECT a, b, a / b AS q, a % b AS r, mod(a, b) AS m, CAST(a AS double) / b AS dq, CAST(a AS decimal(10, 2)) / b AS decq, a * 1.0 / b AS lit, typeof(a * 1.0 / b) AS ty, round(CAST(a AS decimal(10, 3)) / 3, 2) AS rd FROM (VALUES (7, 2), (-7, 2), (7, -2), (1, 3)) AS t(a, b) ORDER BY a, b

-- case: typeof_stddev_pop_var_samp
SELECT sum(d) AS s, avg(d) AS a, typeof(sum(d)) AS ts, typeof(avg(d)) AS ta, sum(CAST(d AS double)) AS sd, sum(CAST(d AS real)) AS sr, max(d) - min(d) AS rng, stddev_pop(d) AS sp, var_samp(CAST(d AS double)) AS vs, cast(sum(d) * DECIMAL '1.0825' AS decimal(12, 2)) AS gross FROM (VALUES DECIMAL '19.99', DECIMAL '0.01', DECIMAL '100.00', NULL) AS t(d)

-- case: approx_percentile_arbitrary_bool_and
-- fails: function not found
SELECT approx_percentile(v, 0.5) AS p50, approx_percentile(v, ARRAY[0.0, 1.0]) AS ends, min(v, 2) AS low2, max(v, 2) AS hi2, arbitrary(c) AS c, bool_and(v > 0) AS pos, every(v < 100) AS under, entropy(v) AS ent FROM (SELECT v, 'k' AS c FROM UNNEST(sequence(1, 9)) AS t(v))

-- case: sequence_join_date_trunc
SELECT month, coalesce(sum(amount), 0) AS revenue, count(o.id) AS orders FROM UNNEST(sequence(DATE '2023-01-01', DATE '2023-06-01', INTERVAL '1' MONTH)) AS c(month) LEFT JOIN (VALUES (1, DATE '2023-01-15', 10.0), (2, DATE '2023-01-31', 15.5), (3, DATE '2023-04-01', 99.9)) AS o(id, odate, amount) ON date_trunc('month', o.odate) = c.month GROUP BY month ORDER BY month

-- case: sequence_join_interval
SELECT hr, count(e.ts) AS n, IF(count(e.ts) = 0, 'gap', 'ok') AS st FROM UNNEST(sequence(TIMESTAMP '2023-03-01 22:00:00', TIMESTAMP '2023-03-02 02:00:00', INTERVAL '1' HOUR)) AS c(hr) LEFT JOIN (VALUES TIMESTAMP '2023-03-01 22:14:00', TIMESTAMP '2023-03-01 22:59:59.999', TIMESTAMP '2023-03-02 01:00:00') AS e(ts) ON e.ts >= c.hr AND e.ts < c.hr + INTERVAL '1' HOUR GROUP BY hr ORDER BY hr

-- case: json_array_length_json_size_json_array_get
SELECT id, CAST(j AS map(varchar, json)) AS top, json_array_length(json_extract(j, '$.items')) AS n, json_extract_scalar(j, '$.items[0].sku') AS first_sku, json_size(j, '$.items') AS sz, json_array_get(json_extract(j, '$.items'), -1) AS last_item, json_format(json_extract(j, '$["odd key"]')) AS odd, reduce(CAST(json_extract(j, '$.items') AS array(row(sku varchar, qty integer, price decimal(8, 2)))), CAST(0 AS decimal(18, 2)), (s, i) -> CAST(s + i.qty * i.price AS decimal(18, 2)), s -> s) AS total FROM (VALUES (1, JSON '{"items":[{"sku":"A","qty":2,"price":9.99},{"sku":"B","qty":1,"price":0.5}],"odd key":{"x":[1,2]}}'), (2, JSON '{"items":[]}')) AS t(id, j) ORDER BY id

-- case: json_format_json_object_json_array
SELECT json_format(CAST(ROW(id, tags, attrs) AS JSON)) AS anon, json_format(CAST(CAST(ROW(id, tags) AS row(id integer, tags array(varchar))) AS JSON)) AS named, json_format(CAST(attrs AS JSON)) AS m, json_object('id' : id, 'n' : cardinality(tags), 'missing' : NULL ABSENT ON NULL) AS o, json_array(id, NULL, 'x' NULL ON NULL) AS a FROM (VALUES (1, ARRAY['r', NULL], MAP(ARRAY['k'], ARRAY[1.5])), (2, ARRAY[], MAP(ARRAY['z'], ARRAY[2.0]))) AS t(id, tags, attrs) ORDER BY id

-- case: json_extract_json_parse_ordinality
SELECT o.id, i.sku, i.qty, i.qty * i.price AS line, n FROM (VALUES (1, '{"items":[{"sku":"A","qty":2,"price":9.5},{"sku":"B","qty":1}]}'), (2, '{"items":null}')) AS o(id, doc) CROSS JOIN UNNEST(CAST(json_extract(json_parse(o.doc), '$.items') AS array(row(sku varchar, qty integer, price double)))) WITH ORDINALITY AS i(sku, qty, price, n) ORDER BY o.id, n

-- case: json_value_json_query_json_exists_again
SELECT json_value(d, 'lax $.a.b[1]') AS v1, json_value(d, 'strict $.zzz' NULL ON ERROR) AS v2, json_value(d, 'lax $.zzz' DEFAULT 'none' ON EMPTY) AS v3, json_query(d, 'lax $.a') AS q1, json_query(d, 'lax $.a.b[*]' WITH WRAPPER) AS q2, json_query(d, 'lax $.s' OMIT QUOTES) AS q3, json_exists(d, 'lax $.a.b[*] ? (@ > 2)') AS e1, json_value(d, 'lax $.a.b.size()' RETURNING integer) AS sz FROM (VALUES '{"a":{"b":[1,2,3]},"s":"hi"}') AS t(d)

-- case: is_json_scalar_json_array_contains_json_parse
SELECT is_json_scalar('1') AS s1, is_json_scalar('[1]') AS s2, json_array_contains('[1, 2, "x"]', 'x') AS c1, json_array_contains(JSON '[1.5, true]', true) AS c2, JSON '{"a":1,"b":2}' = JSON '{"b":2,"a":1}' AS eq, CAST(JSON '[1, null, "3"]' AS array(integer)) AS ints, CAST(JSON 'null' AS varchar) AS nv, TRY(json_parse('{bad')) AS bad

-- case: logins_first_last
WITH logins(usr, ts, ok) AS (VALUES ('ann', TIMESTAMP '2023-01-01 10:00:00', FALSE), ('ann', TIMESTAMP '2023-01-01 10:00:20', FALSE), ('ann', TIMESTAMP '2023-01-01 10:00:41', FALSE), ('ann', TIMESTAMP '2023-01-01 10:01:00', TRUE), ('bob', TIMESTAMP '2023-01-01 10:00:00', FALSE), ('bob', TIMESTAMP '2023-01-01 11:00:00', TRUE)) SELECT usr, first_fail, success_at, fails FROM logins MATCH_RECOGNIZE (PARTITION BY usr ORDER BY ts MEASURES FIRST(f.ts) AS first_fail, LAST(s.ts) AS success_at, count(f.*) AS fails ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (f{2,} s) DEFINE f AS NOT f.ok, s AS s.ok AND s.ts <= FIRST(f.ts) + INTERVAL '5' MINUTE) ORDER BY usr

-- case: date_add_row_number
WITH islands AS (SELECT usr, d, date_add('day', -CAST(row_number() OVER (PARTITION BY usr ORDER BY d) AS integer), d) AS grp FROM (SELECT DISTINCT usr, d FROM (VALUES ('a', DATE '2023-02-27'), ('a', DATE '2023-02-28'), ('a', DATE '2023-02-28'), ('a', DATE '2023-03-01'), ('a', DATE '2023-03-04'), ('b', DATE '2023-03-01')) AS t(usr, d))) SELECT usr, min(d) AS from_d, max(d) AS to_d, count(*) AS streak, max(count(*)) OVER (PARTITION BY usr) AS best FROM islands GROUP BY usr, grp ORDER BY usr, from_d

-- case: date_diff_using_map_agg
WITH ev(uid, ev, d) AS (VALUES (1, 'signup', DATE '2023-01-02'), (1, 'visit', DATE '2023-01-10'), (2, 'signup', DATE '2023-01-05'), (2, 'visit', DATE '2023-01-05'), (3, 'signup', DATE '2023-01-09'), (3, 'visit', DATE '2023-01-24'), (4, 'visit', DATE '2023-01-11')), coh AS (SELECT uid, date_trunc('week', min(d)) AS cohort FROM ev WHERE ev = 'signup' GROUP BY uid), act AS (SELECT c.cohort, date_diff('week', c.cohort, date_trunc('week', e.d)) AS wk, count(DISTINCT uid) AS users FROM ev e JOIN coh c USING (uid) WHERE e.ev = 'visit' GROUP BY 1, 2) SELECT cohort, map_agg(wk, users) AS retention, (SELECT count(*) FROM coh x WHERE x.cohort = act.cohort) AS size, sum(users) AS visits FROM act GROUP BY cohort ORDER BY cohort

-- case: funnel_stages_first_value
WITH funnel(uid, steps) AS (VALUES (1, ARRAY['view', 'cart', 'pay']), (2, ARRAY['view', 'cart']), (3, ARRAY['view']), (4, ARRAY['cart', 'pay']), (5, CAST(NULL AS array(varchar)))), stages(n, stage) AS (SELECT n, stage FROM UNNEST(ARRAY['view', 'cart', 'pay']) WITH ORDINALITY AS u(stage, n)) SELECT s.n, s.stage, count(f.uid) AS reached, round(count(f.uid) * 100e0 / first_value(count(f.uid)) OVER (ORDER BY s.n), 1) AS pct FROM stages s LEFT JOIN funnel f ON contains(f.steps, s.stage) AND contains(f.steps, 'view') GROUP BY s.n, s.stage ORDER BY s.n

-- case: is_distinct
SELECT CAST(ROW(1, 'x', ARRAY[1.5, 2.5]) AS row(id bigint, nm varchar, xs array(double))).xs[2] AS x2, ROW(1, 2) < ROW(1, 3) AS lt, ROW('a', 5) = ROW('a', 5) AS eq, ROW(1, NULL) = ROW(2, NULL) AS ne_null, (1, 'b') IN ((1, 'a'), (1, 'b')) AS isin, ROW(1, NULL) IS DISTINCT FROM ROW(1, NULL) AS isd, ARRAY[1, 2] < ARRAY[1, 3] AS arr_lt

-- case: plain_thrice
SELECT pt.x, pt.y, cnt FROM (SELECT pt, count(*) AS cnt FROM (VALUES ROW(CAST(ROW(1, 2) AS row(x integer, y integer))), ROW(CAST(ROW(1, 2) AS row(x integer, y integer))), ROW(CAST(ROW(0, 5) AS row(x integer, y integer)))) AS t(pt) GROUP BY pt) ORDER BY pt.x

-- case: nullif_avg_count_if
SELECT CASE grp WHEN 'a' THEN 'alpha' WHEN 'b' THEN 'beta' ELSE coalesce(grp, '(null)') END AS label, sum(CASE WHEN ok THEN v ELSE 0 END) AS ok_sum, count(CASE WHEN NOT ok THEN 1 END) AS bad, count(nullif(v, 0)) AS nonzero, avg(IF(ok, v)) AS ok_avg, sum(v) FILTER (WHERE ok IS NULL) AS unknown, count_if(ok) * 1.00 / count(*) AS rate FROM (VALUES ('a', 5, TRUE), ('a', 0, FALSE), ('b', 7, NULL), (NULL, NULL, TRUE)) AS t(grp, v, ok) GROUP BY grp ORDER BY label

-- case: join
SELECT l.id, r.id AS rid, coalesce(l.k, r.k) AS k, l.k IS NOT DISTINCT FROM r.k AS same FROM (VALUES (1, 'a'), (2, NULL), (3, 'c')) AS l(id, k) FULL OUTER JOIN (VALUES (10, 'a'), (20, NULL), (30, 'd')) AS r(id, k) ON l.k = r.k ORDER BY l.id NULLS LAST, r.id NULLS LAST

-- case: join_using_having
SELECT id, count(*) AS n, l.v FROM (VALUES (1, 'p'), (2, 'q')) AS l(id, v) JOIN (VALUES (1, 9), (1, 8), (2, 7)) AS r(id, w) USING (id) GROUP BY id, l.v HAVING count(*) >= (SELECT min(c) FROM (VALUES 1, 2) AS z(c)) ORDER BY id

-- case: exists
SELECT id FROM (VALUES 1, 2, 3, NULL) AS t(id) WHERE id NOT IN (SELECT x FROM (VALUES 1, NULL) AS s(x)) OR NOT EXISTS (SELECT 1 FROM (VALUES 1, 2) AS s(x) WHERE s.x = t.id) ORDER BY id NULLS LAST

-- case: price_lead_sales
WITH price(sku, p, since) AS (VALUES ('a', DECIMAL '1.00', DATE '2023-01-01'), ('a', DECIMAL '1.25', DATE '2023-03-01'), ('b', DECIMAL '9.90', DATE '2023-02-01')), span AS (SELECT sku, p, since, coalesce(lead(since) OVER (PARTITION BY sku ORDER BY since) - INTERVAL '1' DAY, DATE '9999-12-31') AS until FROM price), sales(id, sku, d, qty) AS (VALUES (1, 'a', DATE '2023-02-28', 10), (2, 'a', DATE '2023-03-01', 4), (3, 'b', DATE '2023-01-15', 1)) SELECT s.id, s.sku, s.d, sp.p, s.qty * sp.p AS amount, typeof(s.qty * sp.p) AS ty FROM sales s LEFT JOIN span sp ON sp.sku = s.sku AND s.d BETWEEN sp.since AND sp.until ORDER BY s.id

-- case: to_milliseconds_parse_duration_interval
SELECT INTERVAL '2' DAY + INTERVAL '3' HOUR AS i1, INTERVAL '1' YEAR - INTERVAL '1' MONTH AS i2, INTERVAL '90' MINUTE * 2 AS i3, to_milliseconds(INTERVAL '1' DAY) AS ms, DATE '2024-01-31' + INTERVAL '1' MONTH AS d1, TIMESTAMP '2023-12-31 23:59:59.123' + INTERVAL '1' SECOND AS t1, TIME '23:30:00' + INTERVAL '1' HOUR AS t2, DATE '2024-03-01' - DATE '2024-02-01' AS dd, parse_duration('1.5h') AS pd, INTERVAL '36:15' HOUR TO MINUTE AS i4

-- case: format_number_from_base_from_unixtime_nanos
SELECT human_readable_seconds(3762) AS h1, human_readable_seconds(0.6) AS h2, format_number(1234567) AS f1, parse_data_size('2.3MB') AS p1, parse_data_size('1kB') / 8 AS p2, from_base('ff', 16) AS b1, to_base(255, 2) AS b2, date_diff('millisecond', TIMESTAMP '2023-01-01 00:00:00', from_unixtime_nanos(1672531200123456789) AT TIME ZONE 'UTC') AS ms, luhn_check('79927398713') AS luhn

-- case: extract_hour_millisecond
SELECT id, extract(YEAR FROM ts) AS y, extract(WEEK FROM ts) AS w, extract(YOW FROM ts) AS yw, extract(DOW FROM ts) AS dw, extract(DOY FROM ts) AS dy, hour(ts) AS h, minute(ts) AS mi, millisecond(ts) AS ms, date_format(ts, '%W %e %b %Y %h:%i %p') AS f1, date_format(ts, '%x-W%v') AS isow, date_trunc('quarter', ts) AS q, date_add('month', -1, ts) AS prev, CAST(ts AS time(3)) AS tod FROM (VALUES (1, TIMESTAMP '2021-01-03 00:05:06.789'), (2, TIMESTAMP '2024-12-30 13:00:00.000'), (3, TIMESTAMP '2023-03-31 12:30:00.001')) AS t(id, ts) ORDER BY id

-- case: from_iso8601_date_from_iso8601_timestamp_nanos_date_parse
SELECT from_iso8601_date('2020-W10-2') AS d1, from_iso8601_date('2020-123') AS d2, from_iso8601_timestamp('2023-05-05T10:11:12+02:00') AS t1, from_iso8601_timestamp_nanos('2023-05-05T10:11:12.123456789Z') AS t2, to_iso8601(DATE '2023-05-05') AS s1, to_iso8601(TIMESTAMP '2023-05-05 01:02:03.456') AS s2, date_parse('20230505 0102', '%Y%m%d %H%i') AS p1, parse_datetime('2023-05-05 01:02 PM', 'yyyy-MM-dd hh:mm a') AS p2, CAST('2023-05-05 01:02:03.123456' AS timestamp(6)) AS c1, CAST(TIMESTAMP '2023-05-05 23:59:59.9996' AS timestamp(3)) AS c2

-- case: checksum_distinct_any_value
SELECT g, checksum(v) = checksum(v + 0) AS same, to_hex(checksum(v)) AS cs, count(DISTINCT (v, w)) AS dist_pairs, array_agg(DISTINCT w ORDER BY w) AS ws, any_value(g) AS g2, set_agg_size FROM (SELECT g, v, w, cardinality(array_agg(w) OVER (PARTITION BY g)) AS set_agg_size FROM (VALUES (1, 10, 'a'), (1, 10, 'a'), (1, 20, NULL), (2, 5, 'z')) AS t(g, v, w)) GROUP BY g, set_agg_size ORDER BY g

-- case: substr_map_from_entries_slice
SELECT substr(sku, 1, 2) AS fam, array_agg(CAST(ROW(sku, qty) AS row(sku varchar, qty integer)) ORDER BY qty DESC, sku) AS items, array_agg(CAST(ROW(sku, qty) AS row(sku varchar, qty integer)) ORDER BY qty DESC, sku)[1].sku AS top_sku, reduce(array_agg(qty), 0, (s, q) -> s + q, s -> s) AS total, map_from_entries(array_agg(ROW(sku, qty))) AS by_sku, slice(array_agg(sku ORDER BY sku), 1, 2) AS first2 FROM (VALUES ('AA1', 5), ('AA2', 9), ('AA3', 9), ('BB1', 1)) AS t(sku, qty) GROUP BY 1 ORDER BY fam

-- case: bills_sets_grouping_sets
WITH bills(acct, month, svc, amt) AS (VALUES ('a', '2023-01', 'ec2', 100.00), ('a', '2023-02', 'ec2', 130.00), ('a', '2023-01', 's3', 10.00), ('a', '2023-02', 's3', 8.00), ('b', '2023-02', 'ec2', 50.00)), piv AS (SELECT acct, svc, sum(amt) FILTER (WHERE month = '2023-01') AS jan, sum(amt) FILTER (WHERE month = '2023-02') AS feb FROM bills GROUP BY acct, svc) SELECT acct, coalesce(svc, 'ALL') AS svc, sum(jan) AS jan, sum(feb) AS feb, sum(feb) - coalesce(sum(jan), 0) AS delta, CASE WHEN sum(jan) IS NULL THEN 'new' WHEN sum(feb) > sum(jan) * 1.2 THEN 'spike' WHEN sum(feb) < sum(jan) THEN 'down' ELSE 'flat' END AS trend, TRY(CAST(100 * (sum(feb) - sum(jan)) / sum(jan) AS decimal(7, 1))) AS pct FROM piv GROUP BY GROUPING SETS ((acct, svc), (acct)) ORDER BY acct, grouping(piv.acct, piv.svc), svc

-- case: cur_date_format_json_extract_scalar
WITH cur(line_item_resource_id, line_item_usage_type, usage_start, usage_amount, unblended, tags) AS (VALUES ('i-0abc', 'USE1-BoxUsage:m5.xlarge', TIMESTAMP '2023-09-30 23:00:00', 1.0, 0.192, '{"user:Owner":"dba","user:Env":"prod"}'), ('i-0abc', 'USE1-BoxUsage:m5.xlarge', TIMESTAMP '2023-10-01 00:00:00', 1.0, 0.192, '{"user:Owner":"dba"}'), ('vol-77', 'EUC1-EBS:SnapshotUsage', TIMESTAMP '2023-10-01 00:00:00', 30.5, 1.525, '{}'), ('arn:aws:lambda:us-east-1:1:function:f', 'Lambda-GB-Second', TIMESTAMP '2023-10-01 05:00:00', 4000.0, 0.067, NULL)) SELECT date_format(date_trunc('month', usage_start), '%Y-%m') AS bill, coalesce(regexp_extract(line_item_usage_type, '^([A-Z]{3}\d)-', 1), 'GLOBAL') AS region, regexp_extract(line_item_usage_type, ':(.+)$', 1) AS spec, coalesce(json_extract_scalar(tags, '$["user:Owner"]'), 'nobody') AS owner, sum(usage_amount) AS usage, sum(unblended) AS cost, CAST(sum(unblended) / sum(usage_amount) AS decimal(10, 5)) AS unit FROM cur GROUP BY 1, 2, 3, 4 ORDER BY bill, cost DESC

-- case: from_iso8601_timestamp_regexp_extract_split_to_map
WITH t(line) AS (VALUES '2023-07-01T00:00:01Z ERROR [svc=auth,req=ab12] login failed for user=ann ip=10.1.2.3', '2023-07-01T00:00:05Z WARN [svc=auth,req=ab13] slow query took 1532ms', '2023-07-01T00:01:09Z ERROR [svc=pay,req=zz01] card declined for user=bob ip=::1', 'garbage line'), p AS (SELECT line, TRY(from_iso8601_timestamp(regexp_extract(line, '^\S+'))) AS ts, regexp_extract(line, '\s(ERROR|WARN|INFO)\s', 1) AS lvl, TRY(split_to_map(regexp_extract(line, '\[(.*?)\]', 1), ',', '=')) AS ctx, TRY_CAST(regexp_extract(line, 'ip=(\S+)', 1) AS ipaddress) AS ip, CAST(regexp_extract(line, '(\d+)ms', 1) AS integer) AS ms FROM t) SELECT ts, lvl, element_at(ctx, 'svc') AS svc, ctx['req'] AS req, CAST(ip AS varchar) AS ip, ms / 1000.0 AS secs, count(*) OVER (PARTITION BY lvl, element_at(ctx, 'svc')) AS same FROM p ORDER BY ts NULLS FIRST

-- case: flow_array_sort_least
WITH flow(eni, src, dst, sport, dport, pkts, bytes) AS (VALUES ('eni-1', '10.0.0.1', '8.8.8.8', 40000, 53, 2, 180), ('eni-1', '8.8.8.8', '10.0.0.1', 53, 40000, 2, 420), ('eni-2', '10.0.0.2', '10.0.0.1', 50123, 443, 14, 9000), ('eni-2', '10.0.0.1', '10.0.0.2', 443, 50123, 20, 150000)), pairs AS (SELECT array_sort(ARRAY[src, dst]) AS pair, least(sport, dport) AS svc_port, CAST(src AS ipaddress) < CAST(dst AS ipaddress) AS up, bytes, pkts FROM flow) SELECT pair, svc_port, sum(bytes) FILTER (WHERE up) AS up_bytes, sum(bytes) FILTER (WHERE NOT up) AS down_bytes, sum(bytes) / sum(pkts) AS avg_pkt, round(sum(bytes) / CAST(sum(pkts) AS double), 2) AS avg_pkt_d, CASE svc_port WHEN 53 THEN 'dns' WHEN 443 THEN 'https' END AS svc FROM pairs GROUP BY pair, svc_port ORDER BY sum(bytes) DESC

-- case: trail_concat_is_distinct
WITH trail(ts, usr, api, region, ip) AS (VALUES ('2023-04-01T10:00:00Z', 'ann', 'ec2:RunInstances', 'us-east-1', '198.51.100.7'), ('2023-04-01T10:03:00Z', 'ann', 'ec2:RunInstances', 'ap-south-1', '198.51.100.7'), ('2023-04-01T10:20:00Z', 'ann', 'iam:CreateUser', 'us-east-1', '203.0.113.99'), ('2023-04-02T09:00:00Z', 'bob', 's3:GetObject', 'eu-west-1', 'AWS Internal')), x AS (SELECT usr, from_iso8601_timestamp(ts) AS ts, split(api, ':') AS api, region, TRY_CAST(ip AS ipaddress) AS ip FROM trail), y AS (SELECT usr, ts, api[1] AS svc, api[2] AS op, ip, ip IS DISTINCT FROM lag(ip) OVER (PARTITION BY usr ORDER BY ts) AND lag(ts) OVER (PARTITION BY usr ORDER BY ts) IS NOT NULL AS ip_changed, ts - lag(ts) OVER (PARTITION BY usr ORDER BY ts) AS since_prev FROM x) SELECT usr, to_iso8601(ts) AS ts, concat(svc, '.', op) AS op, CAST(ip AS varchar) AS ip, ip_changed, since_prev, dense_rank() OVER (PARTITION BY usr ORDER BY svc) AS svc_rank FROM y ORDER BY usr, ts

-- case: intersect_except_union
WITH a(k, v) AS (VALUES ('x', 1), ('y', 2), ('z', NULL)), b(k, v) AS (VALUES ('y', 2), ('z', NULL), ('w', 4)) SELECT 'only_a' AS side, k, v FROM (SELECT k, v FROM a EXCEPT SELECT k, v FROM b) UNION ALL SELECT 'only_b', k, v FROM (SELECT k, v FROM b EXCEPT SELECT k, v FROM a) UNION ALL SELECT 'both', k, v FROM (SELECT k, v FROM a INTERSECT SELECT k, v FROM b) ORDER BY side, k

-- case: combinations_repeat_trim_array
SELECT id, combinations(arr, 2) AS pairs, sequence(1, id * 3, 2) AS odds, repeat('x', id) AS rep, trim_array(arr, 1) AS trimmed, element_at(arr, -1) AS lst, TRY(arr[5]) AS oob, element_at(arr, 5) AS safe, zip(arr, sequence(1, 3)) AS zipped, slice(arr, -2, 2) AS tail, reverse(arr) AS rev, cardinality(arr) AS n FROM (VALUES (1, ARRAY['a', 'b', 'c']), (2, ARRAY['k', 'l'])) AS t(id, arr) ORDER BY id

-- case: typeof_date_trunc
SELECT typeof(a) AS t1, typeof(b) AS t2, typeof(a + b) AS t3, typeof(a * c) AS t4, typeof(coalesce(c, a)) AS t5, typeof(ARRAY[a, b]) AS t6, typeof(MAP(ARRAY['k'], ARRAY[ROW(a, c)])) AS t7, typeof(NULL) AS t8, typeof(1e0 / 3) AS t9, typeof(date_trunc('day', TIMESTAMP '2023-01-01 10:00:00.123456')) AS t10 FROM (VALUES (1, DECIMAL '2.50', BIGINT '3')) AS t(a, b, c)

-- case: ceil_truncate_is_nan
SELECT x, CAST(x AS integer) AS i, CAST(x AS decimal(10, 1)) AS d, CAST(x AS varchar) AS s, round(x) AS r, ceil(x) AS c, floor(x) AS f, truncate(x) AS t, is_nan(x / 0e0) AS nan, x / 0e0 AS inf FROM (VALUES 2.5e0, -2.5e0, 0e0, 1234567.25e0) AS t(x) ORDER BY x

-- case: none_match_greatest_sqrt
SELECT n, cast(n AS varchar) || CASE WHEN n % 100 BETWEEN 11 AND 13 THEN 'th' WHEN n % 10 = 1 THEN 'st' WHEN n % 10 = 2 THEN 'nd' WHEN n % 10 = 3 THEN 'rd' ELSE 'th' END AS ordinal, none_match(sequence(2, greatest(2, CAST(floor(sqrt(n)) AS bigint))), d -> d < n AND n % d = 0) AND n > 1 AS prime, reduce(regexp_extract_all(CAST(n AS varchar), '\d'), 0, (s, c) -> s + CAST(c AS integer), s -> s) AS digit_sum, format('%08d', n) AS pad, to_base(n, 36) AS b36 FROM UNNEST(ARRAY[1, 2, 11, 21, 23, 97, 112]) AS t(n) ORDER BY n

-- case: max_by_map_agg_having
WITH t(grp, x, tags) AS (VALUES ('a', 1, ARRAY['red', 'blue']), ('a', 2, ARRAY['blue']), ('b', 3, ARRAY['green', NULL]), ('b', 4, NULL)) SELECT tag, count(DISTINCT grp) AS grps, sum(x) AS s, max_by(grp, x) AS last_grp, map_agg(x, grp) FILTER (WHERE x > 1) AS m FROM t LEFT JOIN UNNEST(tags) AS u(tag) ON TRUE GROUP BY tag HAVING sum(x) > 1 ORDER BY s DESC, tag NULLS LAST

-- case: fetch_offset
SELECT k, v FROM (VALUES ('b', 2), ('a', 2), ('c', 1), ('d', 5)) AS t(k, v) ORDER BY v DESC, k OFFSET 1 ROW FETCH FIRST 2 ROWS ONLY

-- case: fetch
SELECT k, v FROM (SELECT k, v FROM (VALUES ('b', 2), ('a', 2), ('c', 1), ('d', 5)) AS t(k, v) ORDER BY v DESC FETCH FIRST 2 ROWS WITH TIES) ORDER BY v DESC, k

-- case: date_format_day_of_week
SELECT day_name, count(*) AS n, sum(amt) AS amt FROM (SELECT date_format(ts, '%W') AS day_name, day_of_week(ts) AS dw, amt FROM (VALUES (TIMESTAMP '2023-05-01 09:00:00', 3.5), (TIMESTAMP '2023-05-08 10:00:00', 1.5), (TIMESTAMP '2023-05-06 23:59:00', 9.0)) AS t(ts, amt)) GROUP BY day_name, dw ORDER BY dw

-- case: plain_once_more
-- fails: column not found
SELECT name, cost_cents / 100 AS usd FROM (VALUES ('a', 1999), ('b', 50)) AS t(name, cost_cents) WHERE usd > 0 ORDER BY name

-- case: plain_further
-- fails: expression not aggregate
SELECT dept, name, max(sal) AS top FROM (VALUES ('x', 'ann', 10), ('x', 'bob', 20)) AS t(dept, name, sal) GROUP BY dept ORDER BY dept

-- case: plain_6
-- fails: type mismatch
SELECT id, d FROM (VALUES (1, DATE '2023-01-01'), (2, DATE '2023-06-01')) AS t(id, d) WHERE d >= '2023-02-01' ORDER BY id

-- case: dateadd_getdate
-- fails: column not found
SELECT dateadd(day, 7, DATE '2023-01-01') AS nxt, getdate() IS NOT NULL AS ok
