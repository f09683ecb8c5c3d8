-- case: cloudtrail_logs_from_iso8601_timestamp_is_distinct
WITH cloudtrail_logs (eventtime, eventname, useridentity, errorcode) AS (VALUES ('2024-03-01T10:15:30Z', 'ConsoleLogin', CAST(ROW('IAMUser', 'alice', ROW(ROW('true', '2024-03-01T10:15:00Z'))) AS ROW(type varchar, username varchar, sessioncontext ROW(attributes ROW(mfaauthenticated varchar, creationdate varchar)))), CAST(NULL AS varchar)), ('2024-03-01T11:00:00Z', 'DeleteBucket', CAST(ROW('AssumedRole', NULL, ROW(ROW('false', '2024-03-01T09:58:12Z'))) AS ROW(type varchar, username varchar, sessioncontext ROW(attributes ROW(mfaauthenticated varchar, creationdate varchar)))), 'AccessDenied'), ('2024-03-02T00:00:01Z', 'PutObject', CAST(ROW('AWSService', NULL, NULL) AS ROW(type varchar, username varchar, sessioncontext ROW(attributes ROW(mfaauthenticated varchar, creationdate varchar)))), NULL)) SELECT eventname, coalesce(useridentity.username, useridentity.type) AS who, useridentity.sessioncontext.attributes.mfaauthenticated AS mfa, date_diff('minute', from_iso8601_timestamp(useridentity.sessioncontext.attributes.creationdate), from_iso8601_timestamp(eventtime)) AS session_age FROM cloudtrail_logs WHERE errorcode IS DISTINCT FROM 'NoSuchKey' ORDER BY eventtime

-- case: vpc_flow_logs_from_unixtime_bool_and
WITH vpc_flow_logs (srcaddr, dstaddr, dstport, protocol, numbytes, action, starttime) AS (VALUES ('10.0.0.5', '52.95.110.1', 443, 6, BIGINT '8400', 'ACCEPT', BIGINT '1709287200'), ('10.0.0.5', '52.95.110.1', 443, 6, 1200, 'ACCEPT', 1709287260), ('203.0.113.9', '10.0.0.7', 22, 6, 44, 'REJECT', 1709287265), ('203.0.113.9', '10.0.0.8', 22, 6, 44, 'REJECT', 1709287266), ('10.0.0.7', '8.8.8.8', 53, 17, NULL, 'ACCEPT', 1709290800)) SELECT date_trunc('hour', from_unixtime(starttime)) AS hr, protocol, count_if(action = 'REJECT') AS rejected, sum(numbytes) FILTER (WHERE action = 'ACCEPT') AS accepted_bytes, count(DISTINCT dstaddr) AS dsts, bool_and(dstport < 1024) AS all_well_known FROM vpc_flow_logs GROUP BY 1, 2 HAVING count(*) >= 1 ORDER BY hr DESC, protocol

-- case: join_contains_cross_join
SELECT srcaddr, cidr FROM (VALUES ('10.0.3.17'), ('10.0.200.4'), ('172.16.5.9'), ('203.0.113.200'), ('::1')) AS f (srcaddr) CROSS JOIN (VALUES ('10.0.0.0/17'), ('10.0.0.0/8'), ('172.16.0.0/12'), ('203.0.113.128/25')) AS c (cidr) WHERE contains(cidr, CAST(srcaddr AS ipaddress)) ORDER BY srcaddr, cidr

-- case: alb_logs_url_extract_host_url_extract_fragment
WITH alb_logs (request_url, target_status_code, target_processing_time) AS (VALUES ('https://shop.example.com:443/cart/items?id=42&ref=mail%20promo', '200', DOUBLE '0.125'), ('https://shop.example.com:443/cart/items?ref=', '502', DOUBLE '-1'), ('http://api.example.com/v1/orders#top', '-', DOUBLE '0.5'), ('not a url', '404', NULL)) SELECT url_extract_host(request_url) AS host, url_extract_port(request_url) AS port, url_extract_path(request_url) AS path, url_extract_parameter(request_url, 'ref') AS ref, url_extract_fragment(request_url) AS frag, try_cast(target_status_code AS integer) / 100 AS class, nullif(target_processing_time, -1) AS t FROM alb_logs WHERE request_url LIKE 'http%' ORDER BY request_url

-- case: cloudfront_logs_grouping_rollup
WITH cloudfront_logs (date, time, x_edge_result_type, cs_bytes, sc_bytes) AS (VALUES (DATE '2024-02-28', '23:59:58', 'Hit', 120, 5000), (DATE '2024-02-29', '00:00:01', 'Miss', 130, 7000), (DATE '2024-02-29', '12:30:00', 'Error', 90, 0), (DATE '2024-03-01', '06:00:00', 'Hit', 110, 5000)) SELECT "date", x_edge_result_type, sum(sc_bytes) AS total, grouping("date", x_edge_result_type) AS g FROM cloudfront_logs GROUP BY ROLLUP ("date", x_edge_result_type) ORDER BY g, "date" NULLS FIRST, x_edge_result_type NULLS LAST

-- case: waf_logs_json_parse_cardinality
WITH waf_logs (webaclid, action, httprequest, rulegrouplist) AS (SELECT webaclid, action, CAST(json_parse(req) AS ROW(clientip varchar, country varchar, headers ARRAY(ROW(name varchar, value varchar)))), rg FROM (VALUES ('acl-1', 'BLOCK', '{"clientip":"198.51.100.7","country":"RU","headers":[{"name":"Host","value":"www.example.com"},{"name":"User-Agent","value":"sqlmap/1.7"}]}', ARRAY['sqli', 'ratebased']), ('acl-1', 'ALLOW', '{"clientip":"192.0.2.44","country":null,"headers":[{"name":"host","value":"api.example.com"}]}', ARRAY[]), ('acl-2', 'BLOCK', '{"clientip":"198.51.100.7","country":"RU","headers":[]}', NULL)) AS t (webaclid, action, req, rg)) SELECT w.webaclid, w.httprequest.clientip, h.name, h.value, cardinality(w.rulegrouplist) AS n FROM waf_logs w LEFT JOIN UNNEST(w.httprequest.headers) AS h (name, value) ON TRUE ORDER BY w.webaclid, w.action, h.name

-- case: s3_access_logs_db_parse_datetime_trim
WITH s3_access_logs_db (requestdatetime, requester, operation, httpstatus, bytessent, useragent) AS (VALUES ('06/Feb/2024:00:00:38 +0000', 'arn:aws:iam::123456789012:user/bob', 'REST.GET.OBJECT', '200', '1024', '"aws-cli/2.9.1"'), ('06/Feb/2024:01:10:00 +0000', '-', 'REST.PUT.OBJECT', '403', '-', '"S3Console/0.4"'), ('07/Feb/2024:23:59:59 -0500', 'arn:aws:iam::123456789012:user/bob', 'REST.DELETE.OBJECT', '204', NULL, '-')) SELECT parse_datetime(requestdatetime, 'dd/MMM/yyyy:HH:mm:ss Z') AS ts, split_part(requester, '/', 2) AS usr, split(operation, '.')[2] AS verb, try_cast(bytessent AS bigint) AS b, trim(BOTH '"' FROM useragent) AS ua FROM s3_access_logs_db WHERE parse_datetime(requestdatetime, 'dd/MMM/yyyy:HH:mm:ss Z') BETWEEN parse_datetime('2024-02-06:00:00:00', 'yyyy-MM-dd:HH:mm:ss') AND parse_datetime('2024-02-08:12:00:00', 'yyyy-MM-dd:HH:mm:ss') ORDER BY ts

-- case: r53_json_parse_rtrim
WITH r53 (query_timestamp, query_name, answers) AS (SELECT a, b, CAST(json_parse(c) AS ARRAY(ROW(rdata varchar, type varchar, class varchar))) FROM (VALUES ('2024-05-01T00:00:00Z', 'example.com.', '[{"Rdata":"93.184.216.34","Type":"A","Class":"IN"},{"Rdata":"alias.example.net.","Type":"CNAME","Class":"IN"}]'), ('2024-05-01T00:00:05Z', 'a.b.c.evil.test.', '[]'), ('2024-05-01T00:00:09Z', 'nx.example.com.', NULL)) AS t (a, b, c)) SELECT query_name, transform(filter(answers, x -> x.type = 'A'), x -> x.rdata) AS a_records, array_join(reverse(filter(split(query_name, '.'), x -> x <> '')), '.') AS rev_name, cardinality(split(rtrim(query_name, '.'), '.')) AS labels FROM r53 ORDER BY query_timestamp

-- case: cur_date_format_element_at
WITH cur (line_item_usage_start_date, line_item_product_code, resource_tags, line_item_unblended_cost) AS (VALUES (TIMESTAMP '2024-01-15 00:00:00', 'AmazonEC2', MAP(ARRAY['user_team', 'user_env'], ARRAY['data', 'prod']), DECIMAL '12.3456'), (TIMESTAMP '2024-01-31 23:00:00', 'AmazonS3', MAP(ARRAY['user_team'], ARRAY['web']), DECIMAL '0.0049'), (TIMESTAMP '2024-02-01 00:00:00', 'AmazonEC2', MAP(), DECIMAL '7.1000'), (TIMESTAMP '2024-02-10 05:00:00', 'AmazonEC2', MAP(ARRAY['user_team'], ARRAY['data']), DECIMAL '-1.1000')) SELECT date_format(line_item_usage_start_date, '%Y-%m') AS month, coalesce(element_at(resource_tags, 'user_team'), '(untagged)') AS team, sum(line_item_unblended_cost) AS cost, round(100 * sum(line_item_unblended_cost) / sum(sum(line_item_unblended_cost)) OVER (PARTITION BY date_format(line_item_usage_start_date, '%Y-%m')), 2) AS pct FROM cur GROUP BY 1, 2 ORDER BY 1, cost DESC

-- case: regexp_extract_json_extract_scalar_json_extract
WITH gd (id, finding) AS (VALUES (1, '{"severity":8,"type":"UnauthorizedAccess:EC2/SSHBruteForce","service":{"count":12,"action":{"networkConnectionAction":{"remoteIpDetails":{"ipAddressV4":"198.51.100.0"}}}}}'), (2, '{"severity":"2.5","type":"Recon:IAMUser/UserPermissions","service":{"count":null}}'), (3, '{"type":"Trojan:EC2/DNSDataExfiltration"}')) SELECT id, regexp_extract(json_extract_scalar(finding, '$.type'), '^(\w+):(\w+)/(.+)$', 3) AS threat, CAST(json_extract(finding, '$.severity') AS double) AS sev, json_extract(finding, '$.service.count') IS NULL AS cnt_missing, json_extract_scalar(finding, '$.service.action.networkConnectionAction.remoteIpDetails.ipAddressV4') AS ip FROM gd ORDER BY sev DESC NULLS LAST, id

-- case: org_lpad_recursive
WITH RECURSIVE org (id, name, mgr, path, depth) AS (SELECT id, name, mgr, ARRAY[name], 0 FROM (VALUES (1, 'root', NULL), (2, 'ou-prod', 1), (3, 'ou-dev', 1), (4, 'acct-a', 2), (5, 'acct-b', 2), (6, 'acct-c', 3)) AS b (id, name, mgr) WHERE mgr IS NULL UNION ALL SELECT e.id, e.name, e.mgr, o.path || e.name, o.depth + 1 FROM org o JOIN (VALUES (1, 'root', NULL), (2, 'ou-prod', 1), (3, 'ou-dev', 1), (4, 'acct-a', 2), (5, 'acct-b', 2), (6, 'acct-c', 3)) AS e (id, name, mgr) ON e.mgr = o.id) SELECT lpad('', depth * 2, '.') || name AS tree, array_join(path, ' > ') AS full_path FROM org ORDER BY path

-- case: max_by_union_recursive
WITH RECURSIVE t(n, f) AS (VALUES (BIGINT '1', BIGINT '1') UNION ALL SELECT n + 1, f * (n + 1) FROM t WHERE n < 9) SELECT array_agg(f ORDER BY n DESC) AS factorials, max_by(n, f) AS top FROM t

-- case: at_timezone_timezone_hour_with_timezone
SELECT ts, ts AT TIME ZONE 'America/New_York' AS ny, at_timezone(ts, 'Asia/Kolkata') AS kol, timezone_hour(ts AT TIME ZONE 'America/New_York') AS off_h, with_timezone(CAST(ts AS timestamp), 'Europe/Berlin') AS berlin FROM (VALUES TIMESTAMP '2024-03-10 06:59:59 UTC', TIMESTAMP '2024-03-10 07:00:00 UTC', TIMESTAMP '2024-11-03 05:30:00 UTC', TIMESTAMP '2024-11-03 06:30:00 UTC') AS t (ts) ORDER BY ts

-- case: last_day_of_month_week_day_of_year
SELECT d, d + INTERVAL '1' MONTH AS plus1m, d - INTERVAL '1' YEAR AS minus1y, last_day_of_month(d) AS eom, date_add('quarter', -1, d) AS prev_q, day_of_week(d) AS dow, year_of_week(d) AS yow, week(d) AS wk, day_of_year(d) AS doy FROM (VALUES DATE '2024-01-31', DATE '2024-02-29', DATE '2023-12-31', DATE '2021-01-01') AS t (d) ORDER BY d

-- case: extract_to_milliseconds_interval
SELECT TIMESTAMP '2024-05-01 12:00:00.123' - TIMESTAMP '2024-04-28 23:30:15.000' AS ds, INTERVAL '2-3' YEAR TO MONTH + INTERVAL '10' MONTH AS ym, INTERVAL '3 04:05:06.789' DAY TO SECOND * 2 AS dbl, INTERVAL '1' DAY / 8 AS eighth, extract(HOUR FROM INTERVAL '49' HOUR) AS h, to_milliseconds(INTERVAL '1' HOUR - INTERVAL '90' SECOND) AS ms

-- case: date_parse_parse_datetime_from_iso8601_date
SELECT s, try(date_parse(s, '%d/%m/%Y %h:%i %p')) AS mysql_style, try(parse_datetime(s, 'dd/MM/yyyy hh:mm a')) AS joda_style, try(from_iso8601_date(s)) AS iso FROM (VALUES '05/04/2024 12:15 AM', '31/12/2023 11:59 PM', '2024-W07-3', '2024-060', 'garbage', NULL) AS t (s) ORDER BY s NULLS LAST

-- case: format_datetime_to_char_to_iso8601
-- fails: function not found
SELECT format_datetime(TIMESTAMP '2024-07-04 09:05:03.007', 'EEE, d MMM yyyy HH:mm:ss.SSS') AS a, date_format(TIMESTAMP '2024-07-04 09:05:03.007', '%W, %e %b %y %l:%i:%s.%f %p day %j week %v') AS b, to_char(TIMESTAMP '2024-07-04 09:05:03', 'yyyy/mm/dd hh24:mi:ss') AS c, to_iso8601(DATE '2024-07-04') AS d, to_unixtime(TIMESTAMP '2024-07-04 00:00:00 UTC') AS e

-- case: first_value_window_range
WITH orders (custkey, orderdate, totalprice) AS (VALUES (1, DATE '2024-01-01', 100), (1, DATE '2024-01-03', 50), (1, DATE '2024-01-09', 75), (2, DATE '2024-01-02', 10), (2, DATE '2024-01-02', 20), (2, DATE '2024-01-08', 40)) SELECT custkey, orderdate, totalprice, sum(totalprice) OVER w AS last7, count(*) OVER w AS cnt7, first_value(totalprice) OVER (PARTITION BY custkey ORDER BY orderdate, totalprice ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS fv FROM orders WINDOW w AS (PARTITION BY custkey ORDER BY orderdate RANGE BETWEEN INTERVAL '6' DAY PRECEDING AND CURRENT ROW) ORDER BY custkey, orderdate, totalprice

-- case: array_agg_between_groups
SELECT grp, v, sum(v) OVER (ORDER BY grp GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS near, count(*) OVER (ORDER BY grp GROUPS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS cum, array_agg(v) OVER (ORDER BY grp, v ROWS BETWEEN CURRENT ROW AND 2 FOLLOWING) AS nxt FROM (VALUES ('a', 1), ('a', 2), ('b', 10), ('c', 100), ('c', 200), (NULL, 1000)) AS t (grp, v) ORDER BY grp NULLS LAST, v

-- case: lead_last_value_nth_value
SELECT k, v, lag(v, 1, -1) IGNORE NULLS OVER (ORDER BY k) AS prev_nn, lead(v, 2) OVER (ORDER BY k) AS next2, last_value(v) IGNORE NULLS OVER (ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS ffill, nth_value(v, 3) OVER (ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS third FROM (VALUES (1, NULL), (2, 5), (3, NULL), (4, NULL), (5, 9), (6, NULL)) AS t (k, v) ORDER BY k

-- case: ntile_percent_rank_cume_dist
SELECT name, score, rank() OVER w AS r, dense_rank() OVER w AS dr, ntile(3) OVER (ORDER BY score DESC NULLS LAST, name) AS bucket, percent_rank() OVER w AS pr, cume_dist() OVER w AS cd FROM (VALUES ('ann', 90), ('bob', 85), ('cat', 90), ('dan', NULL), ('eve', 70)) AS s (name, score) WINDOW w AS (ORDER BY score DESC NULLS LAST) ORDER BY r, name

-- case: json_query_json_value_json_exists
SELECT json_query('{"a":[{"b":1},{"b":2},{"c":3}]}', 'lax $.a[*].b' WITH ARRAY WRAPPER) AS w, json_query('{"a":[1]}', 'strict $.zz' EMPTY ARRAY ON EMPTY NULL ON ERROR) AS x, json_value('{"n":"12"}', 'lax $.n' RETURNING integer) AS y, json_value('{"n":"twelve"}', 'lax $.n' RETURNING integer DEFAULT -1 ON ERROR) AS z, json_exists('{"tags":["x","y"]}', 'lax $.tags[*]?(@ == "y")') AS e

-- case: docs_json_exists
WITH docs (id, description) AS (VALUES (101, '{"comment":"nice","children":["Bobby","Tables"],"score":[3,9.5,null]}'), (102, '{"comment":null,"children":[]}'), (103, 'not json'), (104, NULL)) SELECT id, json_exists(description, 'strict $.comment' ERROR ON ERROR) AS probably FROM docs WHERE id < 103 ORDER BY id

-- case: docs_json_value_json_query
WITH docs (id, description) AS (VALUES (101, '{"children":["Bobby","Tables"],"score":[3,9.5,null]}'), (102, '{"children":[],"score":"7"}'), (103, 'not json'), (104, NULL)) SELECT id, json_value(description, 'lax $.children[last]' NULL ON EMPTY DEFAULT 'broken' ON ERROR) AS youngest, json_query(description, 'lax $.score[*]?(@ > 4)' WITH CONDITIONAL ARRAY WRAPPER) AS high, json_value(description, 'lax $.score.size()' RETURNING bigint) AS sz, json_value(description, 'lax $.score[0].type()') AS ty FROM docs ORDER BY id

-- case: json_object_json_array
SELECT json_object('id' VALUE 7, 'name' VALUE 'Zoë', 'gone' VALUE NULL ABSENT ON NULL) AS o, json_array(1, true, NULL, 'x' NULL ON NULL) AS a, json_object('inner': json_array('a', 'b') FORMAT JSON) AS nested, json_array() AS e

-- case: json_format
SELECT CAST(MAP(ARRAY['k1', 'k2', 'k3'], ARRAY[1, NULL, 3]) AS json) AS m, CAST(CAST(ROW(1, 'a', true) AS ROW(x integer, y varchar, z boolean)) AS json) AS r, CAST(ARRAY[DATE '2024-01-01', NULL] AS json) AS d, json_format(CAST(ARRAY[DECIMAL '1.10', DECIMAL '2.00'] AS json)) AS dec, CAST('{"a":1}' AS json) AS just_string, JSON '{"b":2, "a":1}' AS parsed

-- case: plain
SELECT CAST(JSON '{"v1":123,"v2":"abc","v3":true}' AS ROW(v1 bigint, v2 varchar, v3 boolean)).v2 AS f, CAST(JSON '[1.5, "2", null, true]' AS ARRAY(varchar)) AS va, CAST(JSON '{"k1":[1,23],"k2":null}' AS MAP(varchar, ARRAY(integer)))['k1'][2] AS deep, CAST(JSON 'null' AS varchar) IS NULL AS jn, CAST(JSON '[[1],[2,3]]' AS ARRAY(ARRAY(tinyint))) AS aa

-- case: json_array_contains_json_array_get_is_json_scalar
SELECT json_array_length('[1, [2, 3], {}]') AS len, json_array_contains('[1, 2, "3"]', 3) AS c1, json_array_contains('[1, 2, "3"]', '3') AS c2, json_array_get('["a", [3, 9], "c"]', -2) AS g, json_size('{"x":{"a":1,"b":2}}', '$.x') AS sz, json_size('{"x":5}', '$.x') AS sz0, is_json_scalar('"abc"') AS sc, json_extract('{"a b":[0,{"c":"d"}]}', '$["a b"][1]') AS br

-- case: regexp_split_regexp_count_regexp_position
SELECT regexp_replace('new york city', '(\w)(\w*)', x -> upper(x[1]) || lower(x[2])) AS title, regexp_extract_all('1a 2b 14m', '(\d+)([a-z]+)', 2) AS units, regexp_replace('2024-05-06', '(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)', '${d}/${m}/${y}') AS dmy, regexp_split('1a 2b 14m', '\s*[a-z]+\s*') AS parts, regexp_count('1a 2b 14m', '\s*[a-z]+\s*') AS n, regexp_position('I have 23 apples, 5 pears and 13 oranges, 8 grapes', '\b\d+\b', 5, 2) AS pos

-- case: regexp_extract_regexp_like_regexp_replace
SELECT log, regexp_extract(log, '(?i)status=(\d{3})', 1) AS status, regexp_like(log, '^\[(ERROR|FATAL)\]') AS is_err, regexp_replace(log, '(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}', '$1.$2.x.x') AS masked, regexp_extract(log, 'user=(\w+)?;', 1) AS usr FROM (VALUES '[ERROR] ip=10.20.30.40 STATUS=503 user=;', '[INFO] ip=192.168.1.1 status=200 user=kim;', '', NULL) AS t (log) ORDER BY log

-- case: upper_codepoint_normalize
SELECT s, length(s) AS len, length(to_utf8(s)) AS bytes, reverse(s) AS rev, upper(s) AS up, codepoint(CAST(substr(s, 1, 1) AS varchar(1))) AS cp, length(normalize(s, NFD)) AS nfd_len, to_hex(to_utf8(s)) AS hx FROM (VALUES 'naïve', 'Straße', '日本語', '😀ok') AS t (s) ORDER BY bytes, s

-- case: split_to_multimap_translate_concat_ws
SELECT lpad('7', 3, '0') AS a, rpad('abc', 2, 'x') AS b, lpad('x', 7, 'abc') AS c, split_to_map('a=1;b=;c=3', ';', '=') AS d, split_to_multimap('k=1&k=2&z=9', '&', '=') AS e, split('a,b,,d', ',', 3) AS f, strpos('banana', 'an', -1) AS g, translate('abcd', 'bd', 'x') AS h, substring('hello world' FROM -5 FOR 3) AS i, concat_ws('|', 'a', NULL, '', 'b') AS j

-- case: hamming_distance_luhn_check_ltrim
SELECT levenshtein_distance('kitten', 'sitting') AS lev, hamming_distance('karolin', 'kathrin') AS ham, soundex('Robert') = soundex('Rupert') AS snd, luhn_check('79927398713') AS luhn, word_stem('running') AS stem, starts_with('s3://bucket/key', 's3://') AS sw, position('/' IN 's3://bucket/key') AS pos, ltrim('xxyabc', 'xy') AS lt, from_utf8(from_hex('48C3A9FF'), '?') AS fixed

-- case: hmac_sha256_crc32_from_base64url
SELECT to_hex(md5(to_utf8('athena'))) AS md5, lower(to_hex(sha256(to_utf8('')))) AS sha_empty, to_base64(sha1(to_utf8('abc'))) AS s1, to_hex(hmac_sha256(to_utf8('msg'), to_utf8('key'))) AS hm, crc32(to_utf8('123456789')) AS crc, to_hex(xxhash64(to_utf8('hello'))) AS xx, from_utf8(from_base64url('aGVsbG8_d29ybGQ')) AS b64u

-- case: from_big_endian_32_from_ieee754_32_to_base32
SELECT to_big_endian_64(BIGINT '-2') AS be, from_big_endian_32(x'000000FF') AS fb, to_ieee754_64(DOUBLE '1.5') AS ieee, from_ieee754_32(x'40490FDB') AS pi_ish, lpad(x'0A', 3, x'00') AS pad, reverse(x'010203') AS rev, substr(x'DEADBEEF', 2, 2) AS sub, x'CA' || x'FE' AS cat, to_base32(to_utf8('foobar')) AS b32

-- case: bitwise_and_bitwise_right_shift_bitwise_left_shift
SELECT n, to_base(n, 36) AS b36, from_base(to_base(n, 2), 2) AS back, bit_count(n, 64) AS ones, bitwise_and(n, 255) AS lowbyte, bitwise_xor(n, -1) AS inv, bitwise_right_shift(n, 2) AS rs, bitwise_right_shift_arithmetic(n, 2) AS rsa, bitwise_left_shift(n, 3) AS ls FROM (VALUES BIGINT '-8', 0, 35, 1295, 4294967296) AS t (n) ORDER BY n

-- case: typeof
SELECT DECIMAL '10.50' * DECIMAL '3.333' AS mul, DECIMAL '10' / DECIMAL '3' AS d0, DECIMAL '10.0000' / DECIMAL '3' AS d4, DECIMAL '7.25' % DECIMAL '-2' AS md, typeof(DECIMAL '1.10' + DECIMAL '22.005') AS t_add, typeof(DECIMAL '12.34' / DECIMAL '5.678') AS t_div, CAST(DECIMAL '2.345' AS decimal(4, 2)) AS rnd, CAST(DECIMAL '-2.345' AS decimal(4, 2)) AS rndneg, CAST(DECIMAL '2.5' AS integer) AS i

-- case: avg_typeof_truncate
SELECT sku, sum(qty * price) AS gross, avg(price) AS avg_price, typeof(sum(price)) AS ts, typeof(avg(price)) AS ta, truncate(sum(qty * price) * DECIMAL '0.0825', 2) AS tax_floor, round(sum(qty * price) * DECIMAL '0.0825', 2) AS tax FROM (VALUES ('A-1', 3, DECIMAL '19.99'), ('A-1', 1, DECIMAL '18.49'), ('B-7', 12, DECIMAL '0.35'), ('B-7', NULL, DECIMAL '0.40'), ('C-0', NULL, NULL)) AS t (sku, qty, price) GROUP BY sku ORDER BY sku

-- case: ceil_sign_mod
SELECT x, round(x) AS r, round(x, -1) AS r10, ceil(x) AS c, floor(x) AS f, truncate(x) AS t, sign(x) AS s, mod(x, 3) AS m, abs(x) AS a, width_bucket(x, 0, 20, 4) AS wb FROM (VALUES DOUBLE '-15.5', DOUBLE '-0.5', DOUBLE '0.5', DOUBLE '2.5', DOUBLE '25') AS t (x) ORDER BY x

-- case: is_nan_is_infinite_infinity
SELECT nan() = nan() AS eq, is_nan(DOUBLE '0' / DOUBLE '0') AS n1, DOUBLE '1' / 0 AS inf, is_infinite(-infinity()) AS n2, greatest(1.5E0, 2) AS g, least(3, NULL, 1) AS l, TRY(1 / 0) AS t, try_cast('1e3' AS double) AS d, try_cast('1e3' AS integer) AS i, try_cast(300 AS tinyint) AS ti, nan() IS DISTINCT FROM nan() AS dist

-- case: format
-- fails: not supported
SELECT format('%s costs $%,.2f (%05d | %-6s | %x)', 'Widget', DECIMAL '12345.678', 42, 'ab', 255) AS a, format('%2$s before %1$s', 'one', 'two') AS b, format('%tF %<tT', TIMESTAMP '2024-02-03 04:05:06') AS c, format('%b %e', true, DOUBLE '12345.678') AS d, format('%s', ARRAY[1, 2]) AS e

-- case: human_readable_seconds_parse_data_size_format_number
SELECT human_readable_seconds(3762) AS h, parse_data_size('2.5kB') AS p, format_number(1234567) AS f, format_number(DOUBLE '1000000000') AS f2, parse_duration('1.5h') AS dur

-- case: listagg_filter
SELECT dept, listagg(name, ', ' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY name DESC) AS names, listagg(DISTINCT city, '/') WITHIN GROUP (ORDER BY city) FILTER (WHERE city IS NOT NULL) AS cities, count(DISTINCT city) AS n FROM (VALUES ('eng', 'Ann', 'Oslo'), ('eng', 'Bo', NULL), ('eng', 'Cy', 'Oslo'), ('ops', 'Di', 'Rome'), ('ops', NULL, 'Bern'), ('hr', 'Ed', NULL)) AS t (dept, name, city) GROUP BY dept ORDER BY dept

-- case: reduce_agg_bitwise_or_agg_checksum
SELECT k, reduce_agg(v, 1, (a, b) -> a * b, (a, b) -> a * b) AS product, map_agg(v, s) AS m, multimap_agg(s, v ORDER BY v) AS mm, histogram(s) AS h, bitwise_or_agg(v) AS bor, checksum(v) IS NOT NULL AS ck, max_by(s, v, 2) AS top2, min(v, 2) AS low2 FROM (VALUES ('x', 2, 'p'), ('x', 3, 'q'), ('x', 7, 'p'), ('y', 5, 'r')) AS t (k, v, s) GROUP BY k ORDER BY k

-- case: map_zip_with_transform_keys_transform_values
SELECT map_zip_with(a, b, (k, x, y) -> coalesce(x, 0) - coalesce(y, 0)) AS diff, map_filter(a, (k, v) -> v > 1 OR k = 'q') AS flt, transform_keys(a, (k, v) -> k || CAST(v AS varchar)) AS tk, transform_values(b, (k, v) -> v IS NULL) AS tv, map_concat(a, b) AS mc, map_union_cnt FROM (SELECT MAP(ARRAY['p', 'q'], ARRAY[5, 1]) AS a, MAP(ARRAY['q', 'r'], ARRAY[4, NULL]) AS b, cardinality(map_keys(MAP(ARRAY['p', 'q'], ARRAY[5, 1]))) AS map_union_cnt)

-- case: map_union
SELECT map_union(m) AS mu FROM (VALUES MAP(ARRAY['a', 'b'], ARRAY[1, 2]), MAP(ARRAY['c'], ARRAY[3]), NULL) AS t (m)

-- case: array_remove_array_max_array_min
SELECT array_sort(ARRAY[3, NULL, 1, 2], (x, y) -> CASE WHEN x IS NULL THEN -1 WHEN y IS NULL THEN 1 WHEN x < y THEN 1 WHEN x = y THEN 0 ELSE -1 END) AS nulls_first_desc, array_sort(ARRAY['b', NULL, 'a']) AS dflt, array_position(ARRAY[4, NULL, 6], 6) AS p, array_remove(ARRAY[1, NULL, 1, 2], 1) AS rm, arrays_overlap(ARRAY[1, NULL], ARRAY[2, NULL]) AS ov, contains(ARRAY[1, NULL], 2) AS ct, array_max(ARRAY[1, NULL, 3]) AS mx, array_min(CAST(ARRAY[] AS ARRAY(integer))) AS mn, trim_array(ARRAY[1, 2, 3, 4], 2) AS ta

-- case: zip_ngrams_shuffle
SELECT zip(ARRAY[1, 2], ARRAY['a', NULL, 'c']) AS z, zip_with(ARRAY[1, 2, 3], ARRAY[10, 20], (x, y) -> x + coalesce(y, 0)) AS zw, ngrams(ARRAY['foo', 'bar', 'baz'], 2) AS ng, combinations(ARRAY['a', 'b', 'c'], 2) AS cb, flatten(ARRAY[ARRAY[1], NULL, ARRAY[2, NULL]]) AS fl, shuffle_ok FROM (SELECT cardinality(shuffle(sequence(1, 5))) AS shuffle_ok)

-- case: array_except_array_union_slice
SELECT array_intersect(ARRAY[1, 1, 2, NULL], ARRAY[1, NULL]) AS i, array_except(ARRAY[1, 1, 2, NULL], ARRAY[2]) AS e, array_union(ARRAY[1, NULL], ARRAY[NULL, 3]) AS u, array_distinct(ARRAY['b', 'a', 'b', NULL, NULL]) AS d, slice(ARRAY[1, 2, 3, 4, 5], -3, 2) AS s, repeat('ab', 3) AS r, array_join(ARRAY['x', NULL, 'z'], '-', '?') AS j, element_at(ARRAY[7, 8], -1) AS last, element_at(ARRAY[7, 8], 5) AS none

-- case: plain_again
-- fails: invalid function argument
SELECT ARRAY[1, 2, 3][4] AS out_of_range

-- case: any_match_all_match_none_match
SELECT reduce(ARRAY[5, 20, NULL, 50], CAST(ROW(0.0, 0) AS ROW(sum double, cnt integer)), (s, x) -> IF(x IS NULL, s, CAST(ROW(x + s.sum, s.cnt + 1) AS ROW(sum double, cnt integer))), s -> IF(s.cnt = 0, NULL, s.sum / s.cnt)) AS mean, any_match(ARRAY[1, NULL], x -> x > 1) AS anym, all_match(CAST(ARRAY[] AS ARRAY(bigint)), x -> x > 1) AS allm, none_match(ARRAY[NULL, 3], x -> x = 3) AS nonem

-- case: ordinality_cross_join
WITH dataset AS (SELECT 'engineering' AS department, ARRAY[CAST(ROW('Sharon', 31, ARRAY['sql', 'go']) AS ROW(name varchar, age integer, skills ARRAY(varchar))), CAST(ROW('John', 25, NULL) AS ROW(name varchar, age integer, skills ARRAY(varchar))), CAST(ROW('Bob', NULL, ARRAY[]) AS ROW(name varchar, age integer, skills ARRAY(varchar)))] AS users) SELECT department, u.name, u.age, s.skill, s.ord FROM dataset CROSS JOIN UNNEST(users) AS u (name, age, skills) LEFT JOIN UNNEST(u.skills) WITH ORDINALITY AS s (skill, ord) ON TRUE ORDER BY u.age NULLS FIRST, s.ord

-- case: regexp_like_length_union
-- fails: syntax error
WITH sites AS (SELECT CAST(ROW('aws.amazon.com', ROW(true)) AS ROW(hostname varchar, flaggedactivity ROW(isnew boolean))) AS site UNION ALL SELECT CAST(ROW('news.cnn.com', ROW(false)) AS ROW(hostname varchar, flaggedactivity ROW(isnew boolean))) UNION ALL SELECT CAST(ROW('netflix.com', NULL) AS ROW(hostname varchar, flaggedactivity ROW(isnew boolean)))) SELECT site.hostname, site.flaggedactivity.isnew FROM sites WHERE site.flaggedactivity.isnew IS NOT TRUE AND regexp_like(site.hostname, '\.com$') ORDER BY length(site.hostname)

-- case: element_at_cross_join
WITH dataset AS (SELECT ARRAY[MAP(ARRAY['first', 'last', 'age'], ARRAY['Bob', 'Smith', '40']), MAP(ARRAY['first', 'last', 'age'], ARRAY['Jane', 'Doe', '30']), MAP(ARRAY['first', 'age'], ARRAY['Billy', '8'])] AS people) SELECT names['first'] AS first_name, element_at(names, 'last') AS last_name, sum(CAST(names['age'] AS integer)) OVER () AS total_age FROM dataset CROSS JOIN UNNEST(people) AS t (names) WHERE CAST(names['age'] AS integer) >= 10 ORDER BY 1

-- case: ordinality
SELECT ord, k, v, a FROM UNNEST(MAP(ARRAY['y', 'x'], ARRAY[ARRAY[1, 2], NULL]), ARRAY[10, 20, 30], CAST(NULL AS ARRAY(varchar))) WITH ORDINALITY AS t (k, v, a, z, ord) WHERE z IS NULL ORDER BY ord DESC

-- case: rank_map_filter_cross_join
SELECT m.account, e.service, e.cost, rank() OVER (PARTITION BY m.account ORDER BY e.cost DESC) AS rnk FROM (VALUES ('111', MAP(ARRAY['EC2', 'S3', 'RDS'], ARRAY[DECIMAL '10.5', DECIMAL '3.25', NULL])), ('222', MAP(ARRAY['S3'], ARRAY[DECIMAL '0.0']))) AS m (account, costs) CROSS JOIN UNNEST(map_filter(m.costs, (k, v) -> v IS NOT NULL)) AS e (service, cost) ORDER BY 1, 4, 2

-- case: reduce_lateral
SELECT o.id, l.best, reduce(o.vals, 0, (s, x) -> s + x, s -> s) AS total FROM (VALUES (1, ARRAY[3, 9, 4]), (2, ARRAY[]), (3, NULL)) AS o (id, vals) LEFT JOIN LATERAL (SELECT x AS best FROM UNNEST(o.vals) AS u (x) ORDER BY x DESC LIMIT 1) AS l ON TRUE ORDER BY o.id

-- case: emp_dept_all
WITH emp (id, dept, sal) AS (VALUES (1, 'a', 100), (2, 'a', 300), (3, 'b', 250), (4, NULL, 500)), dept (code, budget) AS (VALUES ('a', 350), ('b', 400), ('c', 10)) SELECT d.code, d.budget, (SELECT sum(e.sal) FROM emp e WHERE e.dept = d.code) AS spent, EXISTS (SELECT 1 FROM emp e WHERE e.dept = d.code AND e.sal > 260) AS has_high, d.budget > ALL (SELECT e.sal FROM emp e WHERE e.dept = d.code) AS fits FROM dept d ORDER BY d.code

-- case: any_all_some
SELECT x, x IN (SELECT y FROM (VALUES 1, NULL) AS s (y)) AS in_sub, x NOT IN (SELECT y FROM (VALUES 1, 2) AS s (y)) AS notin, x = ANY (VALUES 2, 3) AS eq_any, x <> ALL (VALUES 2, NULL) AS ne_all, x >= SOME (SELECT 1 WHERE false) AS some_empty, x < ALL (SELECT 1 WHERE false) AS all_empty FROM (VALUES 1, 2, 3, NULL) AS t (x) ORDER BY x NULLS FIRST

-- case: nullif_between_is_distinct
SELECT a, b, a = b AS eq, a IS DISTINCT FROM b AS isd, a IS NOT DISTINCT FROM b AS isnd, nullif(a, b) AS ni, coalesce(b, a, -1) AS co, a BETWEEN b AND 5 AS bt, if(a > b, 'gt', 'not gt') AS iff, CASE a WHEN b THEN 'same' WHEN NULL THEN 'never' ELSE 'diff' END AS cs FROM (VALUES (1, 1), (2, 1), (NULL, 1), (1, NULL), (NULL, NULL)) AS t (a, b) ORDER BY a NULLS FIRST, b DESC NULLS LAST

-- case: intersect_except_union
SELECT v FROM (VALUES 1, 2, 2, 3) AS a (v) EXCEPT SELECT v FROM (VALUES 3) AS b (v) UNION ALL SELECT v FROM (VALUES 9, 2) AS c (v) INTERSECT SELECT v FROM (VALUES 2, NULL) AS d (v) ORDER BY v

-- case: all_intersect_except
(SELECT 'x' AS s, NULL AS n UNION SELECT 'x', NULL) UNION ALL (SELECT 'longer', 2 EXCEPT SELECT 'other', 3) INTERSECT ALL VALUES ('longer', DECIMAL '2.0') ORDER BY s DESC, n

-- case: all_except
(VALUES (1, 'a'), (1, 'a'), (2, 'b'), (NULL, 'c'), (NULL, 'c')) EXCEPT ALL (VALUES (1, 'a'), (NULL, 'c')) ORDER BY 1 NULLS LAST, 2

-- case: grouping_sets_grouping_sets
SELECT region, product, channel, sum(amt) AS amt, grouping(region, product, channel) AS gid, count(*) FILTER (WHERE amt IS NULL) AS missing FROM (VALUES ('eu', 'p1', 'web', 10), ('eu', 'p2', 'app', 5), ('us', 'p1', 'web', 7), (NULL, 'p1', 'app', NULL)) AS s (region, product, channel, amt) GROUP BY GROUPING SETS ((region), (product, channel), ()) ORDER BY gid, region NULLS LAST, product, channel

-- case: cube_grouping_having
SELECT coalesce(y, 'ALL') AS y, coalesce(q, 'ALL') AS q, sum(v) AS v, avg(v) AS av FROM (VALUES ('2023', 'Q1', DECIMAL '1.25'), ('2023', 'Q2', DECIMAL '2.50'), ('2024', 'Q1', DECIMAL '4.00')) AS t (y, q, v) GROUP BY CUBE (y, q) HAVING sum(v) > DECIMAL '2' ORDER BY grouping(t.y, t.q), 1, 2

-- case: bool_or_stddev_approx_distinct
SELECT count(*) AS c, count(x) AS cx, sum(x) AS s, avg(x) AS a, max(x) AS m, array_agg(x) AS arr, bool_or(x > 0) AS b, map_agg(x, x) AS mp, stddev(x) AS sd, approx_distinct(x) AS ad, count_if(x > 1) AS ci, listagg(CAST(x AS varchar), ',') WITHIN GROUP (ORDER BY x) AS la FROM (SELECT CAST(NULL AS integer) AS x WHERE 1 = 0)

-- case: sets_grouping_sets
SELECT g, count(*) FROM (VALUES (1, 'a')) AS t (id, g) WHERE id > 5 GROUP BY GROUPING SETS ((g), ()) ORDER BY g

-- case: avg
-- fails: expression not scalar
SELECT region, avg(cost) FROM (VALUES ('eu', 10), ('us', 20)) AS t (region, cost) WHERE sum(cost) > 5 GROUP BY region ORDER BY region

-- case: plain_thrice
-- fails: ambiguous name
WITH a (id, name) AS (VALUES (1, 'x')), b (id, cost) AS (VALUES (1, 5)) SELECT id, name, cost FROM a JOIN b ON a.id = b.id

-- case: plain_once_more
-- fails: type mismatch
SELECT eventname, count(*) AS n FROM (VALUES ('GetObject', '2024-01-01'), ('PutObject', '2024-01-02')) AS t (eventname, day) WHERE day >= DATE '2024-01-01' GROUP BY eventname ORDER BY n

-- case: logs
-- fails: column not found
SELECT status, total AS t, t * 2 AS doubled FROM (VALUES (200, 10), (404, 3)) AS logs (status, total) ORDER BY status

-- case: plain_further
-- fails: expression not aggregate
SELECT dept, name, max(salary) FROM (VALUES ('a', 'x', 1), ('a', 'y', 2)) AS t (dept, name, salary) GROUP BY dept

-- case: concat
-- fails: function not found
SELECT concat('cost: ', 12.50) AS label

-- case: using
WITH a (id, v) AS (VALUES (1, 'l1'), (2, 'l2'), (NULL, 'ln')), b (id, w) AS (VALUES (2, 'r2'), (3, 'r3'), (NULL, 'rn')) SELECT id, v, w FROM a FULL OUTER JOIN b USING (id) ORDER BY id NULLS LAST, v NULLS LAST, w

-- case: prices_sales_lead
WITH prices (sku, valid_from, price) AS (VALUES ('k', DATE '2024-01-01', DECIMAL '9.99'), ('k', DATE '2024-03-01', DECIMAL '10.99'), ('j', DATE '2024-02-01', DECIMAL '1.00')), sales (sku, sold, qty) AS (VALUES ('k', DATE '2024-02-15', 3), ('k', DATE '2024-03-01', 1), ('j', DATE '2024-01-20', 5)), ranged AS (SELECT sku, price, valid_from, lead(valid_from, 1, DATE '9999-12-31') OVER (PARTITION BY sku ORDER BY valid_from) AS valid_to FROM prices) SELECT s.sku, s.sold, s.qty * r.price AS revenue FROM sales s LEFT JOIN ranged r ON s.sku = r.sku AND s.sold >= r.valid_from AND s.sold < r.valid_to ORDER BY s.sold

-- case: clicks_lag_interval
WITH clicks (usr, ts) AS (VALUES ('u1', TIMESTAMP '2024-01-01 10:00:00'), ('u1', TIMESTAMP '2024-01-01 10:20:00'), ('u1', TIMESTAMP '2024-01-01 11:00:01'), ('u2', TIMESTAMP '2024-01-01 10:05:00'), ('u2', TIMESTAMP '2024-01-02 10:05:00')), marked AS (SELECT usr, ts, CASE WHEN ts - lag(ts) OVER (PARTITION BY usr ORDER BY ts) > INTERVAL '30' MINUTE THEN 1 ELSE 0 END AS brk FROM clicks), sess AS (SELECT usr, ts, sum(brk) OVER (PARTITION BY usr ORDER BY ts) AS sid FROM marked) SELECT usr, sid, min(ts) AS started, count(*) AS hits, max(ts) - min(ts) AS dur FROM sess GROUP BY usr, sid ORDER BY usr, sid

-- case: usage_date_format_day_of_week
WITH days AS (SELECT d FROM UNNEST(sequence(DATE '2024-02-26', DATE '2024-03-04', INTERVAL '1' DAY)) AS t (d)), usage (d, gb) AS (VALUES (DATE '2024-02-27', 4), (DATE '2024-03-01', 6), (DATE '2024-03-01', 1)) SELECT date_format(days.d, '%a %b %e') AS day, coalesce(sum(u.gb), 0) AS gb, sum(coalesce(sum(u.gb), 0)) OVER (ORDER BY days.d) AS running FROM days LEFT JOIN usage u ON u.d = days.d WHERE day_of_week(days.d) NOT IN (6, 7) GROUP BY days.d ORDER BY days.d

-- case: sequence_transform_power
SELECT sequence(5, 1, -2) AS down, sequence(TIMESTAMP '2024-03-30 22:00:00', TIMESTAMP '2024-03-31 04:00:00', INTERVAL '2' HOUR) AS hrs, sequence(DATE '2024-01-31', DATE '2024-05-31', INTERVAL '1' MONTH) AS months, transform(sequence(0, 3), i -> power(2, i)) AS pw

-- case: fetch_offset
SELECT code, id % 2 AS parity FROM (VALUES (1, 'c'), (2, 'a'), (3, 'b'), (4, 'a'), (5, 'c')) AS t (id, code) ORDER BY code DESC OFFSET 3 ROWS FETCH FIRST 1 ROW WITH TIES

-- case: row_number_offset
SELECT id, code FROM (SELECT id, code, row_number() OVER (PARTITION BY code ORDER BY id DESC) AS rn FROM (VALUES (1, 'c'), (2, 'a'), (3, 'b'), (4, 'a'), (5, 'c')) AS t (id, code)) WHERE rn = 1 ORDER BY id OFFSET 1 LIMIT 2

-- case: lower
SELECT DISTINCT lower(tag) AS tag, count(*) OVER (PARTITION BY lower(tag)) AS n FROM (VALUES ('Prod'), ('prod'), ('PROD '), ('dev'), (NULL)) AS t (tag) ORDER BY n DESC, tag NULLS FIRST

-- case: upper_like
SELECT name FROM (VALUES ('a_b'), ('a%b'), ('axb'), ('A_B'), (NULL)) AS t (name) WHERE name LIKE 'a$_b' ESCAPE '$' OR name LIKE '%\%%' ESCAPE '\' OR name NOT LIKE '_x_' AND upper(name) = name ORDER BY name

-- case: plain_6
SELECT ROW(1, 'a') = ROW(1, 'a') AS r1, ROW(1, NULL) = ROW(2, NULL) AS r2, ROW(1, 2) < ROW(1, 3) AS r3, (1, 'b') IN (VALUES (1, 'a'), (1, 'b')) AS r4, ARRAY[1, 2] < ARRAY[1, 2, 0] AS a1, ARRAY[ROW(1, 'x')] || ROW(2, 'y') AS cc, MAP(ARRAY[1], ARRAY['a']) = MAP(ARRAY[1], ARRAY['a']) AS mm

-- case: typeof_char_concat
SELECT typeof(1) AS a, typeof(3000000000) AS b, typeof(1.50) AS c, typeof(1e0) AS d, typeof('ab') AS e, typeof(NULL) AS f, typeof(ARRAY[1, 2.5]) AS g, typeof(TIMESTAMP '2024-01-01 00:00:00.123456') AS h, typeof(CAST(ROW(1, 'x') AS ROW(a integer, b char(3)))) AS i, typeof(TIME '01:02:03 +02:00') AS j, typeof(INTERVAL '1' MONTH) AS k, typeof(concat('ab', 'c')) AS l

-- case: char_length
SELECT CAST('abc' AS char(5)) = 'abc' AS padeq, length(CAST('abc' AS char(5))) AS len, CAST('abcdef' AS varchar(3)) AS cut, CAST(CAST('x' AS char(3)) AS varchar) || '|' AS tovar, CAST(true AS varchar) AS b, CAST('f' AS boolean) AS f, CAST(DOUBLE '1E7' AS varchar) AS dv, CAST(DOUBLE '0.001' AS varchar) AS dv2, CAST(REAL '1.1' AS double) > DOUBLE '1.1' AS rl, CAST(DECIMAL '1.50' AS varchar) AS decv, CAST(-1.5 AS bigint) AS bi

-- case: time_millisecond_at_time_zone
SELECT CAST(TIMESTAMP '2024-01-01 23:59:59.9996' AS timestamp(3)) AS up, CAST(TIMESTAMP '2024-05-05 01:02:03.4 Asia/Tokyo' AS date) AS d, CAST(TIME '10:11:12.5' AS time(0)) AS t, CAST(DATE '2024-01-01' AS timestamp(6) with time zone) AT TIME ZONE 'UTC' IS NOT NULL AS tz, TIME '23:30:00' + INTERVAL '45' MINUTE AS wrap, date_trunc('week', DATE '2024-03-03') AS wk, date_trunc('minute', TIME '05:06:07') AS tm, millisecond(TIMESTAMP '2024-01-01 00:00:00.987') AS ms

-- case: date_diff_date_add
SELECT a, b, date_diff('month', a, b) AS mon, date_diff('day', a, b) AS dy, date_diff('hour', a, b) AS hr, date_diff('year', b, a) AS yr, date_add('month', 1, a) AS nxt, age_days FROM (SELECT a, b, date_diff('week', a, b) AS age_days FROM (VALUES (TIMESTAMP '2024-01-31 12:00:00', TIMESTAMP '2024-02-29 11:59:59'), (TIMESTAMP '2023-03-01 00:00:00', TIMESTAMP '2024-02-29 00:00:00'), (TIMESTAMP '2024-05-01 00:00:00', NULL)) AS t (a, b)) ORDER BY a

-- case: from_unixtime_nanos_from_iso8601_timestamp_nanos_to_iso8601
SELECT from_unixtime(1700000000, 'Asia/Kathmandu') AS kt, from_unixtime(1700000000.789) AS fr, from_unixtime(1700000000, 5, 30) AS off, from_unixtime_nanos(1700000000123456789) AS ns, to_unixtime(TIMESTAMP '2024-01-01 00:00:00.250 +01:00') AS tu, from_iso8601_timestamp('2024-05-11T11:15:05.055+01:00') AS iso, from_iso8601_timestamp_nanos('2024-05-11T11:15:05.123456789Z') AS ison, to_iso8601(TIMESTAMP '2024-05-11 11:15:05 +01:00') AS back

-- case: url_encode_url_decode_url_extract_protocol
SELECT url_encode('a b&c=d/é') AS e, url_decode('a%20b%26c%3Dd+x') AS d, url_extract_query('https://u:p@h.example:8443/p/a;x=1?q=1&q=2&empty#frag?no') AS q, url_extract_parameter('https://h.example/?q=1&q=2&empty', 'q') AS q1, url_extract_parameter('https://h.example/?q=1&empty', 'empty') AS emp, url_extract_parameter('https://h.example/?q=1', 'Q') AS miss, url_extract_protocol('mailto:ops@example.com') AS pr, url_extract_port('https://h.example/') AS po

-- case: approx_distinct_merge_approx_percentile
SELECT approx_distinct(v) AS ad, cardinality(merge(h)) AS mc, approx_percentile(v, 0.5) AS med, approx_percentile(v, ARRAY[0.0, 1.0]) AS ends FROM (SELECT v, approx_set(v) AS h FROM (VALUES 1, 2, 2, 3) AS t (v) GROUP BY v)

-- case: cardinality_approx_set_empty_approx_set
SELECT cardinality(cast(approx_set(u) AS HyperLogLog)) AS total, cardinality(empty_approx_set()) AS none, empty_approx_set() IS NULL AS isn FROM (VALUES 'a', 'b', 'a', NULL) AS t (u)

-- case: corr_kurtosis_entropy
-- fails: function not found
SELECT corr(y, x) AS c, regr_slope(y, x) AS sl, regr_intercept(y, x) AS ic, covar_pop(y, x) AS cp, var_samp(x) AS vs, stddev_pop(x) AS sp, geometric_mean(x) AS gm, kurtosis(x) IS NULL AS kn, entropy(c) AS en FROM (VALUES (1, 3, 1), (2, 5, 1), (4, 9, 2)) AS t (x, y, c)

-- case: index_char2hexint_to_date
-- fails: function not found
SELECT index(haystack, needle) AS idx, char2hexint(needle) AS hx, substring(haystack, index(haystack, needle)) AS tail, to_date('2024/07/09', 'yyyy/mm/dd') AS d, to_timestamp('2024-07-09 08:07:06', 'yyyy-mm-dd hh24:mi:ss') AS ts FROM (VALUES ('warehouse', 'house'), ('abc', 'z')) AS t (haystack, needle) ORDER BY idx DESC

-- case: last_match_number_prev
WITH quotes (sym, d, px) AS (VALUES ('X', 1, 90), ('X', 2, 80), ('X', 3, 70), ('X', 4, 85), ('X', 5, 95), ('Y', 1, 10), ('Y', 2, 9), ('Y', 3, 12)) SELECT * FROM quotes MATCH_RECOGNIZE (PARTITION BY sym ORDER BY d MEASURES a.px AS start_px, last(down.px) AS bottom, last(up.px) AS top, match_number() AS mn ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (a down+ up+) DEFINE down AS px < prev(px), up AS px > prev(px)) AS m ORDER BY sym, mn

-- case: logins_date_add_having
WITH logins (usr, d) AS (VALUES ('a', DATE '2024-01-01'), ('a', DATE '2024-01-02'), ('a', DATE '2024-01-02'), ('a', DATE '2024-01-05'), ('b', DATE '2024-02-28'), ('b', DATE '2024-02-29'), ('b', DATE '2024-03-01')), uniq AS (SELECT DISTINCT usr, d FROM logins), isl AS (SELECT usr, d, date_add('day', -row_number() OVER (PARTITION BY usr ORDER BY d), d) AS grp FROM uniq) SELECT usr, min(d) AS from_d, max(d) AS to_d, count(*) AS streak FROM isl GROUP BY usr, grp HAVING count(*) > 1 ORDER BY streak DESC, usr

-- case: events_contains_array_position
WITH events (usr, step, ts) AS (VALUES ('u1', 'view', 1), ('u1', 'cart', 2), ('u1', 'pay', 3), ('u2', 'view', 1), ('u2', 'pay', 2), ('u3', 'cart', 5), ('u4', NULL, 7)), per_user AS (SELECT usr, array_agg(step ORDER BY ts) FILTER (WHERE step IS NOT NULL) AS steps FROM events GROUP BY usr) SELECT coalesce(array_join(steps, '>'), '(none)') AS journey, count(*) AS users, array_agg(DISTINCT usr ORDER BY usr) AS who, count_if(contains(steps, 'view') AND array_position(steps, 'pay') > array_position(steps, 'cart') AND contains(steps, 'cart')) AS full_funnel FROM per_user GROUP BY steps ORDER BY journey

-- case: element_at_map_agg_filter
SELECT product, max(qty) FILTER (WHERE quarter = 'Q1') AS q1, max(IF(quarter = 'Q2', qty)) AS q2, element_at(map_agg(quarter, qty), 'Q3') AS q3, map_agg(quarter, qty) FILTER (WHERE qty > 5) AS big, sum(DISTINCT qty) AS sd FROM (VALUES ('pen', 'Q1', 10), ('pen', 'Q2', 10), ('ink', 'Q1', 3), ('ink', 'Q3', NULL)) AS t (product, quarter, qty) GROUP BY product ORDER BY q1 DESC

-- case: cross_join
SELECT name, metric, val FROM (VALUES ('m5.large', 2, 8, CAST(NULL AS integer)), ('p3.2xlarge', 8, 61, 1)) AS t (name, vcpu, mem, gpu) CROSS JOIN UNNEST(ARRAY['vcpu', 'mem', 'gpu'], ARRAY[vcpu, mem, gpu]) AS u (metric, val) WHERE val IS NOT NULL ORDER BY CASE metric WHEN 'gpu' THEN 0 ELSE 1 END, name DESC, metric

-- case: raw_json_extract_tag
WITH raw (payload) AS (VALUES '{"host":"a","tags":{"env":"prod","team":"x"},"m":[{"t":1,"v":0.5},{"t":2,"v":null}]}', '{"host":"b","tags":null,"m":[]}', '{"host":"c"}') SELECT json_extract_scalar(payload, '$.host') AS host, tag.k, tag.v, pt.t, pt.v AS val FROM raw LEFT JOIN UNNEST(CAST(json_extract(payload, '$.tags') AS MAP(varchar, varchar))) AS tag (k, v) ON TRUE LEFT JOIN UNNEST(CAST(json_extract(payload, '$.m') AS ARRAY(ROW(t integer, v decimal(5, 2))))) AS pt (t, v) ON TRUE ORDER BY host, tag.k, pt.t

-- case: plain_7
SELECT t.name, t.total, (SELECT count(*) + 1 FROM (VALUES ('a', 5), ('b', 9), ('c', 9)) AS i (name, total) WHERE i.total > t.total) AS pos, t.total - (SELECT min(total) FROM (VALUES ('a', 5), ('b', 9), ('c', 9)) AS j (name, total)) AS gap FROM (VALUES ('a', 5), ('b', 9), ('c', 9)) AS t (name, total) ORDER BY pos, name

-- case: try
WITH ri AS (SELECT * FROM (VALUES ('i-1', 'RIFee', DECIMAL '100.00', DECIMAL '0'), ('i-1', 'DiscountedUsage', DECIMAL '0.00', DECIMAL '31.4159'), ('i-2', 'SavingsPlanCoveredUsage', DECIMAL '4.00', DECIMAL '2.7182'), ('i-2', 'SavingsPlanNegation', DECIMAL '-4.00', NULL), ('i-3', 'Usage', DECIMAL '1.2345', NULL)) AS t (line_item_resource_id, line_item_line_item_type, line_item_unblended_cost, effective_cost)) SELECT line_item_resource_id, sum(CASE line_item_line_item_type WHEN 'DiscountedUsage' THEN effective_cost WHEN 'SavingsPlanCoveredUsage' THEN effective_cost WHEN 'SavingsPlanNegation' THEN 0 WHEN 'RIFee' THEN 0 ELSE line_item_unblended_cost END) AS amortized, sum(line_item_unblended_cost) AS unblended, try(sum(effective_cost) / sum(line_item_unblended_cost)) AS ratio FROM ri WHERE line_item_line_item_type NOT IN ('Tax', 'Refund') GROUP BY line_item_resource_id ORDER BY amortized DESC

-- case: usage_format_window
WITH usage (mon, svc, cost) AS (VALUES ('2024-01', 'ec2', DECIMAL '100.00'), ('2024-02', 'ec2', DECIMAL '130.00'), ('2024-03', 'ec2', DECIMAL '0.00'), ('2024-04', 'ec2', DECIMAL '13.00'), ('2024-02', 's3', DECIMAL '9.99')) SELECT svc, mon, cost, cost - lag(cost) OVER w AS delta, round((cost - lag(cost) OVER w) * 100 / nullif(lag(cost) OVER w, 0), 1) AS pct, format('%+.1f%%', CAST((cost - lag(cost) OVER w) * 100 / nullif(lag(cost) OVER w, 0) AS double)) AS label FROM usage WINDOW w AS (PARTITION BY svc ORDER BY mon) ORDER BY svc, mon

-- case: avg_between_range
SELECT day, temp, sum(temp) OVER (ORDER BY temp RANGE BETWEEN 2 PRECEDING AND 2 FOLLOWING) AS band, max(day) OVER (ORDER BY temp DESC NULLS FIRST RANGE UNBOUNDED PRECEDING) AS seen, count(IF(day > 2, temp)) OVER (ORDER BY day ROWS 2 PRECEDING) AS c, avg(temp) OVER (ORDER BY day ROWS BETWEEN 3 FOLLOWING AND 4 FOLLOWING) AS ahead FROM (VALUES (1, 10), (2, 12), (3, NULL), (4, 13), (5, 20)) AS t (day, temp) ORDER BY day

-- case: numeric_histogram_approx_most_frequent_distinct
SELECT numeric_histogram(2, v) IS NOT NULL AS nh, value_at_quantile(qdigest_agg(v), 1.0) AS top, value_at_quantile(tdigest_agg(CAST(v AS double)), 0.0) AS low, approx_most_frequent(2, CAST(v AS bigint), 10) AS freq, min_by(lbl, v) AS mb, count(DISTINCT (v, lbl)) AS pairs FROM (VALUES (BIGINT '1', 'a'), (1, 'a'), (1, 'b'), (7, 'c'), (7, NULL)) AS t (v, lbl) WHERE v < 7 OR lbl IS NOT NULL

-- case: to_hex
SELECT ip, CAST(CAST(ip AS ipaddress) AS varchar) AS norm, to_hex(CAST(CAST(ip AS ipaddress) AS varbinary)) AS bin, CAST(ip AS ipaddress) > IPADDRESS '10.0.0.0' AS gt FROM (VALUES '10.0.0.255', '2001:0db8:0000:0000:0000:ff00:0042:8329', '9.9.9.9', '::ffff:1.2.3.4') AS t (ip) ORDER BY CAST(ip AS ipaddress)

-- case: try_cast_try
SELECT CAST('6B5F5B65-67E4-43B0-8EE3-586CD49F58A0' AS uuid) AS u, UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59' < UUID '22151fd2-7586-11e9-8f9e-2a86e4085a59' AS lt, try_cast('not-a-uuid' AS uuid) IS NULL AS bad, try(CAST(ROW(NULL, 'z') AS ROW(a integer, b varchar)).b) AS rb

-- case: set_union_flatten_map_concat
-- fails: function not found
SELECT owner, array_sort(array_agg(perms ORDER BY id)) AS by_list, array_sort(set_union(perms)) AS all_perms, reduce(flatten(array_agg(perms)), CAST(MAP() AS MAP(varchar, integer)), (m, p) -> map_concat(m, MAP(ARRAY[p], ARRAY[coalesce(element_at(m, p), 0) + 1])), m -> cardinality(m)) AS distinct_perms, sum(cardinality(filter(perms, p -> p LIKE 's3:%'))) AS s3_grants FROM (VALUES (1, 'role/a', ARRAY['s3:Get', 'ec2:Run']), (2, 'role/a', ARRAY['s3:Get']), (3, 'role/b', ARRAY['*'])) AS t (id, owner, perms) GROUP BY owner ORDER BY owner

-- case: bar_join
SELECT b.lo, b.hi, count(r.ms) AS n, coalesce(bar(CAST(count(r.ms) AS double) / 4, 4) IS NOT NULL, false) AS has_bar, sum(r.ms) AS total FROM (VALUES (0, 100), (100, 500), (500, NULL)) AS b (lo, hi) LEFT JOIN (VALUES 5, 99, 100, 2000, NULL) AS r (ms) ON r.ms >= b.lo AND (r.ms < b.hi OR b.hi IS NULL) GROUP BY b.lo, b.hi ORDER BY b.lo

-- case: array_agg_cross_join_exists
WITH t (v) AS (VALUES 1, 2), t2 AS (WITH t (v) AS (VALUES 10, 20) SELECT max(v) AS v FROM t) SELECT t.v, t2.v AS inner_max, (SELECT array_agg(x.v ORDER BY x.v DESC) FROM t2 AS x) AS arr, (SELECT v FROM t2 WHERE false) AS nothing FROM t CROSS JOIN t2 WHERE EXISTS (SELECT * FROM t2 AS y WHERE y.v / t.v >= 10) ORDER BY 1 DESC

-- case: hour_at_timezone_format_datetime
SELECT CAST(started AS varchar) AS started, CASE WHEN hour(at_timezone(started, tz)) BETWEEN 9 AND 16 THEN 'business' WHEN started IS NULL THEN 'unknown' ELSE 'off-hours' END AS bucket, format_datetime(at_timezone(started, tz), 'yyyy-MM-dd''T''HH:mm:ssZZ') AS local_iso, CAST(at_timezone(started, tz) AS date) AS local_date FROM (VALUES (TIMESTAMP '2024-06-30 23:30:00 UTC', 'Australia/Sydney'), (TIMESTAMP '2024-06-30 20:00:00 UTC', 'America/Los_Angeles'), (TIMESTAMP '2024-07-01 02:15:00 UTC', 'Europe/Paris'), (NULL, 'UTC')) AS t (started, tz) ORDER BY started NULLS FIRST

-- case: power_date_add_last_day_of_month
with rawdata as ( with p as ( select 0 as generated_number union all select 1 ), unioned as ( select p0.generated_number * power(2, 0) + p1.generated_number * power(2, 1) + p2.generated_number * power(2, 2) + p3.generated_number * power(2, 3) + 1 as generated_number from p as p0 cross join p as p1 cross join p as p2 cross join p as p3 ) select * from unioned where generated_number <= 14 order by generated_number ), all_periods as ( select date_add('month', cast(row_number() over (order by 1) - 1 as bigint), date '2023-11-01') as date_month from rawdata ), filtered as ( select * from all_periods where date_month <= date '2024-10-01' ) select date_month, last_day_of_month(date_month) as month_end, date_diff('day', date_month, date_add('month', 1, date_month)) as days_in_month from filtered order by 1

-- case: to_hex_md5_to_utf8
with source as (select * from (values (1, 'ord-1', cast(null as varchar), date '2024-01-05'), (1, 'ord-2', 'EU', date '2024-01-06'), (2, 'ord-1', 'US', null)) as t (customer_id, order_ref, region, ordered_on)), hashed as (select lower(to_hex(md5(to_utf8(cast(coalesce(cast(customer_id as varchar), '_dbt_utils_surrogate_key_null_') || '-' || coalesce(cast(order_ref as varchar), '_dbt_utils_surrogate_key_null_') || '-' || coalesce(cast(region as varchar), '_dbt_utils_surrogate_key_null_') || '-' || coalesce(cast(ordered_on as varchar), '_dbt_utils_surrogate_key_null_') as varchar))))) as order_sk, source.* from source) select order_sk, length(order_sk) as len, customer_id, order_ref, region, ordered_on from hashed order by customer_id, order_ref

-- case: filter
with base as (select * from (values ('S', 'red', 3), ('S', 'blue', 1), ('M', 'red', 7), ('M', null, 2), ('L', 'blue', 4), ('L', 'blue', 6), (null, 'red', 9)) as t (size, color, qty)), pivoted as (select size, sum(case when color = 'red' then qty else 0 end) as "red", sum(case when color = 'blue' then qty else 0 end) as "blue", sum(case when color is null then qty else 0 end) as "(none)", count(*) filter (where color = 'blue') as "n_blue" from base group by size) select size, "red", "blue", "(none)", "n_blue", "red" + "blue" + "(none)" as "total" from pivoted order by size nulls last

-- case: md5_to_utf8_is_distinct
with loads as (select * from (values (date '2024-03-01', 101, 'trial', 'berlin'), (date '2024-03-02', 101, 'trial', 'berlin'), (date '2024-03-03', 101, 'pro', 'berlin'), (date '2024-03-04', 101, 'pro', null), (date '2024-03-05', 101, 'pro', null), (date '2024-03-01', 102, 'free', 'oslo'), (date '2024-03-04', 102, 'free', 'oslo'), (date '2024-03-05', 102, 'pro', 'oslo')) as l (loaded_on, account_id, plan, city)), hashed as (select *, to_hex(md5(to_utf8(coalesce(plan, '~') || '|' || coalesce(city, '~')))) as row_hash from loads), flagged as (select *, lag(row_hash) over (partition by account_id order by loaded_on) as prev_hash from hashed), changes as (select * from flagged where prev_hash is distinct from row_hash), final as (select account_id, plan, city, loaded_on as dbt_valid_from, lead(loaded_on) over (partition by account_id order by loaded_on) as dbt_valid_to from changes) select account_id, plan, city, dbt_valid_from, dbt_valid_to, dbt_valid_to is null as is_current, date_diff('day', dbt_valid_from, coalesce(dbt_valid_to, date '2024-03-06')) as days_live from final order by 1, 4

-- case: target_staged_greatest
WITH target(id, email, status, updated_at) AS (VALUES (1, 'a@x.io', 'active', TIMESTAMP '2024-02-01 08:00:00'), (2, 'b@x.io', 'active', TIMESTAMP '2024-02-01 09:30:00'), (3, 'c@x.io', 'closed', TIMESTAMP '2024-01-15 00:00:00')), staged(id, email, status, updated_at, _op) AS (VALUES (2, 'b2@x.io', 'active', TIMESTAMP '2024-02-03 10:00:00', 'U'), (2, 'b3@x.io', 'paused', TIMESTAMP '2024-02-02 10:00:00', 'U'), (3, CAST(NULL AS varchar), NULL, TIMESTAMP '2024-02-02 00:00:00', 'D'), (4, 'd@x.io', 'active', TIMESTAMP '2024-02-04 12:00:00', 'I')), latest AS (SELECT * FROM (SELECT s.*, row_number() OVER (PARTITION BY id ORDER BY updated_at DESC) AS rn FROM staged s) WHERE rn = 1), merged AS (SELECT id, CASE WHEN l._op IS NULL THEN t.email ELSE l.email END AS email, coalesce(l.status, t.status) AS status, greatest(coalesce(l.updated_at, t.updated_at), coalesce(t.updated_at, l.updated_at)) AS updated_at, CASE WHEN l._op IS NULL THEN 'unchanged' WHEN t.updated_at IS NULL THEN 'inserted' WHEN l._op = 'D' THEN 'deleted' ELSE 'updated' END AS merge_action FROM target t FULL OUTER JOIN latest l USING (id)) SELECT id, email, status, updated_at, merge_action FROM merged ORDER BY id

-- case: lag_ordinality_cross_join
with wide as (select * from (values ('store_1', 100, 120, null), ('store_2', 80, cast(null as integer), 95), ('store_3', 0, 10, 20)) as w (store, q1, q2, q3)), long as (select store, u.field_name, u.value, u.pos from wide cross join unnest(array['q1', 'q2', 'q3'], array[q1, q2, q3]) with ordinality as u (field_name, value, pos)), filled as (select *, value - lag(value) ignore nulls over (partition by store order by pos) as delta from long) select store, field_name, value, delta from filled where value is not null order by store, pos

-- case: lag_min_by_max_by
with pageviews as (select * from (values ('anon1', timestamp '2024-05-01 10:00:00', '/home', 'google'), ('anon1', timestamp '2024-05-01 10:29:59', '/pricing', null), ('anon1', timestamp '2024-05-01 11:00:00', '/signup', null), ('anon1', timestamp '2024-05-01 11:30:01', '/home', 'newsletter'), ('anon2', timestamp '2024-05-01 23:50:00', '/blog', 'twitter'), ('anon2', timestamp '2024-05-02 00:05:00', '/blog/2', null)) as p (anonymous_id, tstamp, path, utm_source)), numbered as (select *, row_number() over (partition by anonymous_id order by tstamp) as page_view_number, lag(tstamp) over (partition by anonymous_id order by tstamp) as previous_tstamp from pageviews), diffed as (select *, date_diff('second', previous_tstamp, tstamp) as period_of_inactivity from numbered), new_sessions as (select *, case when period_of_inactivity <= 30 * 60 then 0 else 1 end as new_session from diffed), session_numbers as (select *, sum(new_session) over (partition by anonymous_id order by page_view_number rows between unbounded preceding and current row) as session_number from new_sessions) select anonymous_id, session_number, min(tstamp) as session_start, max(tstamp) as session_end, date_diff('second', min(tstamp), max(tstamp)) as duration_s, count(*) as page_views, min_by(path, tstamp) as landing, max_by(path, tstamp) as exit_page, min_by(utm_source, tstamp) as source from session_numbers group by 1, 2 order by 1, 2

-- case: row_number_from_unixtime
with raw_events as (select * from (values ('e1', 1, 'click', 1714550400), ('e1', 2, 'click', 1714550460), ('e2', 1, 'view', 1714550400), ('e3', 1, null, 1714636799), ('e3', 1, 'buy', 1714636800)) as r (event_id, version, name, ts_epoch)), ranked as (select r.*, row_number() over (partition by event_id order by version desc, ts_epoch desc) as _rn from raw_events r) select event_id, version, name, from_unixtime(ts_epoch) as event_at, date(from_unixtime(ts_epoch)) as event_date from ranked where _rn = 1 order by event_id

-- case: url_extract_host_replace_url_decode
SELECT url, nullif(split_part(split_part(url, 'utm_medium=', 2), '&', 1), '') AS utm_medium, url_extract_parameter(url, 'utm_campaign') AS utm_campaign, url_extract_host(url) AS host, split_part(split_part(replace(replace(replace(url, 'android-app://', ''), 'http://', ''), 'https://', ''), '/', 1), '?', 1) AS dbt_host, url_extract_path(url) AS path, url_extract_port(url) AS port, url_decode(url_extract_query(url)) AS q FROM (VALUES 'https://shop.example.com/cart?utm_medium=cpc&utm_campaign=spring%20sale', 'http://example.com:8080/?utm_medium=', 'https://example.org', 'https://example.org/a/b/c?x=1&utm_medium=email') AS t (url) ORDER BY url

-- case: except_union
with a as (select * from (values (1, 'x', 10.50), (2, 'y', 20.00), (3, null, 30.25)) as t (id, k, amt)), b as (select * from (values (1, 'x', 10.50), (2, 'y', 20.01), (3, null, 30.25), (4, 'z', 0.00)) as t (id, k, amt)), a_minus_b as (select id, k, amt from a except select id, k, amt from b), b_minus_a as (select id, k, amt from b except select id, k, amt from a), unioned as (select 'a_minus_b' as which_diff, a_minus_b.* from a_minus_b union all select 'b_minus_a' as which_diff, b_minus_a.* from b_minus_a) select which_diff, id, k, amt, count(*) over () as n_failures from unioned order by id, which_diff

-- case: lead_row_number
with window_functions as (select room as partition_by_col, starts as lower_bound, ends as upper_bound, lead(starts) over (partition by room order by starts, ends) as next_lower_bound, row_number() over (partition by room order by starts desc, ends desc) = 1 as is_last_record from (values ('A', date '2024-01-01', date '2024-01-05'), ('A', date '2024-01-05', date '2024-01-09'), ('A', date '2024-01-08', date '2024-01-12'), ('B', date '2024-02-28', date '2024-02-29'), ('B', date '2024-03-01', null)) as b (room, starts, ends)), calc as (select *, coalesce(lower_bound < upper_bound, false) as lower_bound_less_than_upper_bound, coalesce(upper_bound <= next_lower_bound, is_last_record, false) as upper_bound_less_than_next_lower_bound from window_functions), validation_errors as (select * from calc where not (lower_bound_less_than_upper_bound and upper_bound_less_than_next_lower_bound)) select * from validation_errors order by 1, 2

-- case: prices_lead_orders
WITH prices(sku, price, valid_from) AS (VALUES ('sku-1', DECIMAL '9.99', DATE '2023-12-01'), ('sku-1', DECIMAL '11.49', DATE '2024-01-01'), ('sku-1', DECIMAL '10.00', DATE '2024-02-29'), ('sku-2', DECIMAL '0.50', DATE '2024-01-15')), ranges AS (SELECT sku, price, valid_from, lead(valid_from, 1, DATE '9999-12-31') OVER (PARTITION BY sku ORDER BY valid_from) AS valid_to FROM prices), orders(order_id, sku, ordered_on, qty) AS (VALUES (1, 'sku-1', DATE '2023-12-31', 3), (2, 'sku-1', DATE '2024-01-01', 1), (3, 'sku-1', DATE '2024-02-29', 10), (4, 'sku-2', DATE '2024-01-14', 4), (5, 'sku-3', DATE '2024-01-20', 1)) SELECT o.order_id, o.sku, r.price, o.qty * r.price AS amount, CASE WHEN r.sku IS NULL THEN 'no price' ELSE 'ok' END AS price_status FROM orders o LEFT JOIN ranges r ON o.sku = r.sku AND o.ordered_on >= r.valid_from AND o.ordered_on < r.valid_to ORDER BY o.order_id

-- case: date_trunc_join
SELECT "__timestamp", "country", "SUM(revenue)" FROM (SELECT date_trunc('week', CAST("order_ts" AS TIMESTAMP)) AS "__timestamp", "country" AS "country", sum("revenue") AS "SUM(revenue)" FROM (SELECT * FROM (VALUES (TIMESTAMP '2024-01-01 00:00:00', 'DE', 100), (TIMESTAMP '2024-01-07 23:59:59', 'DE', 50), (TIMESTAMP '2024-01-08 00:00:00', 'DE', 70), (TIMESTAMP '2024-01-03 12:00:00', 'FR', 20), (TIMESTAMP '2023-12-31 12:00:00', 'FR', 999), (TIMESTAMP '2024-01-09 12:00:00', 'US', 5)) AS o ("order_ts", "country", "revenue")) AS "virtual_table" JOIN (SELECT "country" AS "country__", sum("revenue") AS "mme_inner__" FROM (VALUES ('DE', 220), ('FR', 20), ('US', 5)) AS x ("country", "revenue") GROUP BY "country" ORDER BY "mme_inner__" DESC LIMIT 2) AS "series_limit" ON "country" = "country__" WHERE "order_ts" >= TIMESTAMP '2024-01-01 00:00:00.000' AND "order_ts" < TIMESTAMP '2024-02-01 00:00:00.000' GROUP BY date_trunc('week', CAST("order_ts" AS TIMESTAMP)), "country") AS "q" ORDER BY "SUM(revenue)" DESC, "__timestamp" ASC LIMIT 10000

-- case: date_trunc_join_again
SELECT "source"."ORDERED_MONTH" AS "ORDERED_MONTH", "source"."Category" AS "Category", count(distinct "source"."USER_ID") AS "count", CAST(sum(CASE WHEN "source"."STATUS" = 'refunded' THEN 1 ELSE 0.0 END) AS double) / CAST(count(*) AS double) AS "Refund Rate" FROM (SELECT date_trunc('month', "o"."CREATED_AT") AS "ORDERED_MONTH", "o"."USER_ID", "o"."STATUS", "Products"."CATEGORY" AS "Category" FROM (VALUES (1, 10, 'paid', DATE '2024-01-31'), (2, 10, 'refunded', DATE '2024-02-01'), (3, 11, 'paid', DATE '2024-02-28'), (4, 12, 'refunded', DATE '2024-02-29'), (5, 12, 'refunded', DATE '2024-01-02')) AS "o" ("PRODUCT_ID", "USER_ID", "STATUS", "CREATED_AT") LEFT JOIN (VALUES (1, 'Gizmo'), (2, 'Gizmo'), (3, 'Widget'), (4, NULL)) AS "Products" ("ID", "CATEGORY") ON "o"."PRODUCT_ID" = "Products"."ID") AS "source" GROUP BY "source"."ORDERED_MONTH", "source"."Category" ORDER BY "source"."ORDERED_MONTH" ASC, "source"."Category" ASC

-- case: dense_rank_orders_users
SELECT * FROM (SELECT *, DENSE_RANK() OVER (ORDER BY z___min_rank) as z___pivot_row_rank, RANK() OVER (PARTITION BY z__pivot_col_rank ORDER BY z___min_rank) as z__pivot_col_ordering FROM (SELECT *, MIN(z___rank) OVER (PARTITION BY "users.state") as z___min_rank FROM (SELECT *, RANK() OVER (ORDER BY "orders.count" DESC, z__pivot_col_rank, "users.state") AS z___rank FROM (SELECT *, DENSE_RANK() OVER (ORDER BY CASE WHEN "orders.status" IS NULL THEN 1 ELSE 0 END, "orders.status") AS z__pivot_col_rank FROM (SELECT orders.status AS "orders.status", users.state AS "users.state", COUNT(DISTINCT orders.id) AS "orders.count" FROM (VALUES (1, 7, 'complete'), (2, 7, 'complete'), (3, 8, 'pending'), (4, 9, NULL), (5, 9, 'complete'), (6, 8, 'pending'), (7, 8, 'pending')) AS orders (id, user_id, status) LEFT JOIN (VALUES (7, 'CA'), (8, 'NY'), (9, 'TX')) AS users (id, state) ON orders.user_id = users.id GROUP BY 1, 2) ww) bb) xx) zz) aa WHERE (z__pivot_col_rank <= 50 OR z__pivot_col_ordering = 1) AND z___pivot_row_rank <= 500 ORDER BY z___pivot_row_rank, z__pivot_col_rank

-- case: truncate_extract_having
SELECT CASE WHEN "Custom SQL Query"."age" < 18 THEN '0-17' WHEN "Custom SQL Query"."age" < 35 THEN '18-34' WHEN "Custom SQL Query"."age" >= 35 THEN '35+' ELSE 'Unknown' END AS "Calculation_1438", SUM(1) AS "cnt:Number of Records:ok", SUM("Custom SQL Query"."sales") AS "sum:sales:ok", CAST(TRUNCATE(EXTRACT(YEAR FROM "Custom SQL Query"."dt")) AS INTEGER) AS "yr:dt:ok" FROM (SELECT * FROM (VALUES (17, DECIMAL '10.00', DATE '2023-12-31'), (18, DECIMAL '20.50', DATE '2024-01-01'), (34, DECIMAL '5.25', DATE '2024-06-30'), (35, NULL, DATE '2024-06-30'), (NULL, DECIMAL '1.00', DATE '2024-02-29'), (70, DECIMAL '99.99', DATE '2023-01-01')) AS s (age, sales, dt)) "Custom SQL Query" GROUP BY 1, 4 HAVING (COUNT(1) > 0) ORDER BY 4, 1

-- case: fetch
select "_"."segment", "_"."a0" as "total_sales", "_"."a1" as "row_count" from (select "rows"."segment" as "segment", sum("rows"."net") as "a0", count(1) as "a1" from (select "$Table"."segment" as "segment", "$Table"."gross" - coalesce("$Table"."discount", 0) as "net" from (values ('SMB', 100, 10), ('SMB', 50, null), ('ENT', 1000, 250), ('MID', null, 5), ('GOV', 10, 10)) as "$Table" ("segment", "gross", "discount") where "$Table"."segment" is not null and not "$Table"."segment" = 'GOV') "rows" group by "segment") "_" where not "_"."a0" is null order by "_"."a0" desc fetch first 101 rows only

-- case: dense_rank
SELECT "region", "product", "sales_sum", round(100.0 * "sales_sum" / SUM("sales_sum") OVER (), 2) AS "pct_of_total", round(100.0 * "sales_sum" / SUM("sales_sum") OVER (PARTITION BY "region"), 1) AS "pct_of_region", "$RANK_1" FROM (SELECT "region", "product", "sales_sum", DENSE_RANK() OVER (PARTITION BY "region" ORDER BY "sales_sum" DESC NULLS LAST) AS "$RANK_1" FROM (SELECT "region", "product", SUM("sales") AS "sales_sum" FROM (VALUES ('east', 'desk', 300), ('east', 'lamp', 100), ('east', 'lamp', 200), ('west', 'desk', 50), ('west', 'chair', 75), ('west', 'sofa', NULL)) AS "t" ("region", "product", "sales") GROUP BY "region", "product") AS "a") AS "b" WHERE "$RANK_1" <= 2 ORDER BY "region", "$RANK_1", "product"

-- case: events_first_value_lag
WITH events(user_id, event, ts) AS (VALUES (1, 'visit', TIMESTAMP '2024-04-01 09:00:00'), (1, 'signup', TIMESTAMP '2024-04-01 09:05:00'), (1, 'purchase', TIMESTAMP '2024-04-09 09:05:01'), (2, 'visit', TIMESTAMP '2024-04-01 10:00:00'), (2, 'purchase', TIMESTAMP '2024-04-01 10:10:00'), (3, 'signup', TIMESTAMP '2024-04-01 08:00:00'), (3, 'visit', TIMESTAMP '2024-04-01 11:00:00'), (4, 'visit', TIMESTAMP '2024-04-02 00:00:00'), (4, 'signup', TIMESTAMP '2024-04-02 00:00:30'), (4, 'purchase', TIMESTAMP '2024-04-03 00:00:00')), s1 AS (SELECT user_id, min(ts) AS t1 FROM events WHERE event = 'visit' GROUP BY 1), s2 AS (SELECT s1.user_id, min(e.ts) AS t2 FROM s1 JOIN events e ON e.user_id = s1.user_id AND e.event = 'signup' AND e.ts > s1.t1 GROUP BY 1), s3 AS (SELECT s2.user_id, min(e.ts) AS t3 FROM s2 JOIN events e ON e.user_id = s2.user_id AND e.event = 'purchase' AND e.ts BETWEEN s2.t2 AND s2.t2 + INTERVAL '7' DAY GROUP BY 1), steps AS (SELECT 1 AS step, 'visit' AS name, count(*) AS users FROM s1 UNION ALL SELECT 2, 'signup', count(*) FROM s2 UNION ALL SELECT 3, 'purchase', count(*) FROM s3) SELECT step, name, users, round(CAST(users AS double) / first_value(users) OVER (ORDER BY step), 4) AS overall_cr, round(1e0 * users / lag(users) OVER (ORDER BY step), 4) AS step_cr FROM steps ORDER BY step

-- case: activity_map_agg_element_at
-- fails: column not found
WITH activity(user_id, d) AS (VALUES ('u1', DATE '2024-01-03'), ('u1', DATE '2024-02-10'), ('u1', DATE '2024-03-01'), ('u2', DATE '2024-01-31'), ('u2', DATE '2024-03-31'), ('u3', DATE '2024-02-01'), ('u3', DATE '2024-02-02'), ('u3', DATE '2024-03-15'), ('u4', DATE '2024-03-09')), cohorts AS (SELECT user_id, date_trunc('month', min(d)) AS cohort_month FROM activity GROUP BY user_id), offsets AS (SELECT DISTINCT c.cohort_month, a.user_id, date_diff('month', c.cohort_month, date_trunc('month', a.d)) AS m FROM activity a JOIN cohorts c USING (user_id)), counts AS (SELECT cohort_month, m, count(*) AS n FROM offsets GROUP BY 1, 2), matrix AS (SELECT cohort_month, map_agg(m, n) AS h FROM counts GROUP BY 1) SELECT cohort_month, h[0] AS m0, element_at(h, 1) AS m1, element_at(h, 2) AS m2, round(100e0 * coalesce(element_at(h, 2), 0) / h[0], 1) AS m2_pct FROM matrix ORDER BY cohort_month

-- case: sequence_logins_nullif
WITH spine AS (SELECT CAST(day AS date) AS day FROM UNNEST(sequence(DATE '2024-02-25', DATE '2024-03-05', INTERVAL '1' DAY)) AS s (day)), logins(user_id, login_at) AS (VALUES (1, TIMESTAMP '2024-02-20 10:00:00'), (1, TIMESTAMP '2024-02-26 10:00:00'), (2, TIMESTAMP '2024-02-26 23:59:59'), (2, TIMESTAMP '2024-02-29 00:00:00'), (3, TIMESTAMP '2024-03-01 12:00:00'), (1, TIMESTAMP '2024-03-05 01:00:00')), daily AS (SELECT DISTINCT user_id, CAST(login_at AS date) AS d FROM logins) SELECT s.day, count(DISTINCT CASE WHEN d.d = s.day THEN d.user_id END) AS dau, count(DISTINCT d.user_id) AS wau, round(CAST(count(DISTINCT d.user_id) FILTER (WHERE d.d = s.day) AS double) / nullif(count(DISTINCT d.user_id), 0), 3) AS stickiness FROM spine s LEFT JOIN daily d ON d.d BETWEEN s.day - INTERVAL '6' DAY AND s.day GROUP BY s.day ORDER BY s.day

-- case: touches_conversions_interval
WITH touches(visitor, channel, touched_at) AS (VALUES ('v1', 'paid', TIMESTAMP '2024-06-01 00:00:00'), ('v1', 'email', TIMESTAMP '2024-06-03 00:00:00'), ('v1', 'organic', TIMESTAMP '2024-06-05 00:00:00'), ('v1', 'direct', TIMESTAMP '2024-06-08 00:00:00'), ('v2', 'email', TIMESTAMP '2024-06-02 00:00:00'), ('v3', 'paid', TIMESTAMP '2024-05-01 00:00:00'), ('v3', 'organic', TIMESTAMP '2024-06-06 00:00:00')), conversions(visitor, converted_at, revenue) AS (VALUES ('v1', TIMESTAMP '2024-06-07 00:00:00', DECIMAL '90.00'), ('v2', TIMESTAMP '2024-06-02 00:00:00', DECIMAL '40.00'), ('v3', TIMESTAMP '2024-06-07 00:00:00', DECIMAL '10.00')), eligible AS (SELECT t.visitor, t.channel, c.revenue, row_number() OVER (PARTITION BY t.visitor ORDER BY t.touched_at) AS pos, count(*) OVER (PARTITION BY t.visitor) AS n FROM touches t JOIN conversions c ON c.visitor = t.visitor AND t.touched_at <= c.converted_at AND t.touched_at > c.converted_at - INTERVAL '30' DAY), weighted AS (SELECT *, CASE WHEN n = 1 THEN DECIMAL '1.0' WHEN n = 2 THEN DECIMAL '0.5' WHEN pos IN (1, n) THEN DECIMAL '0.4' ELSE DECIMAL '0.2' / (n - 2) END AS w FROM eligible) SELECT channel, sum(revenue / n) AS linear, sum(revenue * w) AS position_based, sum(CASE WHEN pos = 1 THEN revenue ELSE 0 END) AS first_touch, sum(if(pos = n, revenue, 0)) AS last_touch FROM weighted GROUP BY channel ORDER BY channel

-- case: mau_full_join_window
WITH mau(user_id, month) AS (VALUES (1, DATE '2024-01-01'), (1, DATE '2024-02-01'), (1, DATE '2024-04-01'), (2, DATE '2024-01-01'), (3, DATE '2024-02-01'), (3, DATE '2024-03-01'), (4, DATE '2024-03-01'), (4, DATE '2024-04-01')), states AS (SELECT user_id, month, lag(month) OVER w AS last_month, lead(month) OVER w AS next_month, min(month) OVER (PARTITION BY user_id) AS first_month FROM mau WINDOW w AS (PARTITION BY user_id ORDER BY month)), gained AS (SELECT month, count_if(month = first_month) AS new_users, count_if(last_month = date_add('month', -1, month)) AS retained, count_if(month <> first_month AND last_month < month - INTERVAL '1' MONTH) AS resurrected FROM states GROUP BY month), lost AS (SELECT date_add('month', 1, month) AS month, -count(*) AS churned FROM states WHERE next_month IS NULL OR next_month > date_add('month', 1, month) GROUP BY 1) SELECT month, coalesce(g.new_users, 0) AS new_users, coalesce(g.retained, 0) AS retained, coalesce(g.resurrected, 0) AS resurrected, coalesce(l.churned, 0) AS churned, CASE WHEN l.churned <> 0 THEN CAST(coalesce(g.new_users, 0) + coalesce(g.resurrected, 0) AS decimal(10, 2)) / -l.churned END AS quick_ratio FROM gained g FULL JOIN lost l USING (month) WHERE month < DATE '2024-05-01' ORDER BY month

-- case: payments_date_trunc_date_diff
WITH payments(customer, paid_on, amount) AS (VALUES ('c1', DATE '2023-11-05', 20.00), ('c1', DATE '2023-12-05', 20.00), ('c1', DATE '2024-02-05', 25.50), ('c2', DATE '2023-11-20', 9.99), ('c3', DATE '2023-12-31', 100.00), ('c3', DATE '2024-01-01', -100.00)), first_pay AS (SELECT customer, min(paid_on) AS first_on FROM payments GROUP BY 1), sized AS (SELECT date_trunc('month', first_on) AS cohort, count(*) AS customers FROM first_pay GROUP BY 1), months AS (SELECT s.cohort, s.customers, m.age FROM sized s CROSS JOIN UNNEST(sequence(0, 3)) AS m (age)), rev AS (SELECT date_trunc('month', f.first_on) AS cohort, date_diff('month', date_trunc('month', f.first_on), date_trunc('month', p.paid_on)) AS age, sum(p.amount) AS revenue FROM payments p JOIN first_pay f ON p.customer = f.customer GROUP BY 1, 2) SELECT m.cohort, m.age, coalesce(r.revenue, 0) AS revenue, sum(coalesce(r.revenue, 0)) OVER (PARTITION BY m.cohort ORDER BY m.age) AS cum_revenue, CAST(sum(coalesce(r.revenue, 0)) OVER (PARTITION BY m.cohort ORDER BY m.age) / m.customers AS decimal(10, 2)) AS ltv FROM months m LEFT JOIN rev r ON r.cohort = m.cohort AND r.age = m.age ORDER BY 1, 2

-- case: exp_sqrt_normal_cdf
WITH exp(variant, visitors, conversions) AS (VALUES ('control', 5000, 250), ('treatment', 5100, 306)), stats AS (SELECT max(visitors) FILTER (WHERE variant = 'control') AS n_c, max(conversions) FILTER (WHERE variant = 'control') AS x_c, max(visitors) FILTER (WHERE variant = 'treatment') AS n_t, max(conversions) FILTER (WHERE variant = 'treatment') AS x_t FROM exp), rates AS (SELECT *, CAST(x_c AS double) / n_c AS p_c, CAST(x_t AS double) / n_t AS p_t, CAST(x_c + x_t AS double) / (n_c + n_t) AS p_pool FROM stats), z AS (SELECT *, (p_t - p_c) / sqrt(p_pool * (1 - p_pool) * (1e0 / n_c + 1e0 / n_t)) AS z FROM rates) SELECT round(p_c, 4) AS p_c, round(p_t, 4) AS p_t, round((p_t - p_c) / p_c, 4) AS lift, round(z, 3) AS z_score, round(2 * (1 - normal_cdf(0, 1, abs(z))), 4) AS p_value, abs(z) > 1.96 AS significant FROM z

-- case: txns_lead_date_diff
WITH txns(account, posted_at, kind, amount) AS (VALUES ('A-1', TIMESTAMP '2024-01-01 00:00:00', 'open', DECIMAL '500.00'), ('A-1', TIMESTAMP '2024-01-10 12:00:00', 'debit', DECIMAL '-620.10'), ('A-1', TIMESTAMP '2024-01-10 12:00:01', 'credit', DECIMAL '50.00'), ('A-1', TIMESTAMP '2024-01-15 09:00:00', 'credit', DECIMAL '300.00'), ('B-2', TIMESTAMP '2024-01-05 00:00:00', 'open', DECIMAL '0.00'), ('B-2', TIMESTAMP '2024-01-31 23:59:59', 'credit', DECIMAL '0.01')), running AS (SELECT *, sum(amount) OVER (PARTITION BY account ORDER BY posted_at ROWS UNBOUNDED PRECEDING) AS balance, lead(posted_at, 1, TIMESTAMP '2024-02-01 00:00:00') OVER (PARTITION BY account ORDER BY posted_at) AS until_ts FROM txns), fees AS (SELECT *, date_diff('hour', posted_at, until_ts) AS hours_held, balance < 0 AS overdrawn FROM running) SELECT account, posted_at, balance, hours_held, overdrawn, CASE WHEN overdrawn THEN round(-balance * DECIMAL '0.19' * hours_held / 8760, 2) ELSE 0 END AS overdraft_fee, min(balance) OVER (PARTITION BY account) AS lowest FROM fees ORDER BY account, posted_at

-- case: buys_sells_listagg
WITH buys(lot, bought_on, qty, unit_cost) AS (VALUES (1, DATE '2024-01-02', 100, DECIMAL '10.00'), (2, DATE '2024-01-09', 50, DECIMAL '12.50'), (3, DATE '2024-01-20', 80, DECIMAL '9.75')), sells(sale, sold_on, qty, unit_price) AS (VALUES ('s1', DATE '2024-01-10', 70, DECIMAL '15.00'), ('s2', DATE '2024-01-15', 60, DECIMAL '14.00'), ('s3', DATE '2024-01-25', 90, DECIMAL '16.25')), b AS (SELECT *, sum(qty) OVER (ORDER BY bought_on) - qty AS b_from, sum(qty) OVER (ORDER BY bought_on) AS b_to FROM buys), s AS (SELECT *, sum(qty) OVER (ORDER BY sold_on) - qty AS s_from, sum(qty) OVER (ORDER BY sold_on) AS s_to FROM sells), matched AS (SELECT s.sale, b.lot, least(b.b_to, s.s_to) - greatest(b.b_from, s.s_from) AS matched_qty, b.unit_cost, s.unit_price FROM s JOIN b ON b.b_from < s.s_to AND b.b_to > s.s_from) SELECT sale, listagg(CAST(lot AS varchar) || 'x' || CAST(matched_qty AS varchar), ', ') WITHIN GROUP (ORDER BY lot) AS lots, sum(matched_qty) AS qty, sum(matched_qty * unit_cost) AS cogs, sum(matched_qty * (unit_price - unit_cost)) AS profit FROM matched GROUP BY sale ORDER BY sale

-- case: sched_least_recursive
WITH RECURSIVE sched(period, opening, interest, principal, closing) AS (SELECT 1, CAST(1200 AS decimal(18, 2)), CAST(12.00 AS decimal(18, 2)), CAST(195.06 AS decimal(18, 2)), CAST(1004.94 AS decimal(18, 2)) UNION ALL SELECT period + 1, closing, CAST(round(closing * 0.01, 2) AS decimal(18, 2)), CAST(least(207.06 - round(closing * 0.01, 2), closing) AS decimal(18, 2)), CAST(closing - least(207.06 - round(closing * 0.01, 2), closing) AS decimal(18, 2)) FROM sched WHERE period < 6) SELECT period, date_add('month', period, DATE '2023-12-31') AS due_on, opening, interest, principal, interest + principal AS payment, closing, sum(interest) OVER (ORDER BY period) AS interest_to_date FROM sched ORDER BY period

-- case: lines_array_distinct_combinations
WITH lines(order_id, item) AS (VALUES (1, 'bread'), (1, 'butter'), (1, 'jam'), (2, 'bread'), (2, 'butter'), (3, 'bread'), (3, 'milk'), (4, 'milk'), (4, 'jam'), (4, 'jam'), (5, 'bread')), baskets AS (SELECT order_id, array_distinct(array_agg(item ORDER BY item)) AS items FROM lines GROUP BY order_id), pairs AS (SELECT order_id, p[1] AS item_a, p[2] AS item_b FROM baskets CROSS JOIN UNNEST(combinations(items, 2)) AS u (p) WHERE cardinality(items) >= 2), support AS (SELECT i AS item, count(*) AS n FROM baskets CROSS JOIN UNNEST(items) AS t (i) GROUP BY 1), total AS (SELECT count(*) AS n FROM baskets) SELECT item_a, item_b, count(*) AS together, round(1e0 * count(*) / max(sa.n), 3) AS conf_a_b, round(1e0 * count(*) * max(t.n) / (max(sa.n) * max(sb.n)), 3) AS lift FROM pairs JOIN support sa ON sa.item = item_a JOIN support sb ON sb.item = item_b CROSS JOIN total t GROUP BY item_a, item_b HAVING count(*) >= 1 ORDER BY together DESC, item_a, item_b

-- case: orders_date_diff_ntile
WITH orders(cust, order_date, total) AS (VALUES (1, DATE '2024-06-28', 120), (1, DATE '2024-06-01', 80), (1, DATE '2024-05-01', 60), (2, DATE '2024-01-15', 500), (3, DATE '2024-06-30', 15), (4, DATE '2024-03-10', 45), (4, DATE '2024-04-10', 55), (5, DATE '2023-07-01', 20)), rfm AS (SELECT cust, date_diff('day', max(order_date), DATE '2024-07-01') AS recency, count(*) AS frequency, sum(total) AS monetary FROM orders GROUP BY cust), scored AS (SELECT *, ntile(3) OVER (ORDER BY recency DESC, cust) AS r, ntile(3) OVER (ORDER BY frequency, monetary, cust) AS f, ntile(3) OVER (ORDER BY monetary, cust) AS m FROM rfm), segs AS (SELECT *, r * 100 + f * 10 + m AS cell FROM scored) SELECT cust, recency, frequency, monetary, cell, CASE WHEN r = 3 AND f = 3 THEN 'Champions' WHEN r >= 2 AND f >= 2 THEN 'Loyal' WHEN r = 1 AND m = 3 THEN 'Can''t lose them' WHEN r = 1 THEN 'Lost' ELSE 'Others' END AS segment FROM segs ORDER BY cust

-- case: movements_count_if_min_by
WITH movements(sku, moved_on, qty) AS (VALUES ('bolt', DATE '2024-01-01', 40), ('bolt', DATE '2024-01-03', -15), ('bolt', DATE '2024-01-03', -10), ('bolt', DATE '2024-01-06', 30), ('nut', DATE '2024-01-02', 5), ('nut', DATE '2024-01-05', -5)), days AS (SELECT sku, d FROM (SELECT DISTINCT sku FROM movements) CROSS JOIN UNNEST(sequence(DATE '2024-01-01', DATE '2024-01-06')) AS t (d)), net AS (SELECT sku, moved_on, sum(qty) AS q FROM movements GROUP BY 1, 2), levels AS (SELECT days.sku, d, coalesce(q, 0) AS q, sum(coalesce(q, 0)) OVER (PARTITION BY days.sku ORDER BY d) AS on_hand FROM days LEFT JOIN net ON net.sku = days.sku AND net.moved_on = days.d) SELECT sku, sum(on_hand) AS unit_days, CAST(avg(CAST(on_hand AS decimal(12, 4))) AS decimal(12, 2)) AS avg_on_hand, count_if(on_hand = 0) AS stockout_days, min_by(d, on_hand) FILTER (WHERE on_hand > 0) AS lowest_positive_day, -sum(q) FILTER (WHERE q < 0) AS sold, array_agg(on_hand ORDER BY d) AS daily FROM levels GROUP BY sku ORDER BY sku

-- case: logs_regexp_extract_date_parse
WITH logs(line) AS (VALUES '10.0.0.1 - - [10/Oct/2023:13:55:36 +0000] "GET /index.html HTTP/1.1" 200 2326 "-" "Mozilla/5.0"', '10.0.0.2 - bob [10/Oct/2023:13:59:59 +0000] "POST /api/v1/login?u=bob HTTP/1.1" 401 - "https://ex.org/" "curl/7.88"', '10.0.0.1 - - [10/Oct/2023:14:00:00 +0000] "GET /img/logo.png HTTP/2" 304 0 "-" "Mozilla/5.0"', 'garbage line'), parsed AS (SELECT regexp_extract(line, '^(\S+) ', 1) AS ip, try(date_parse(regexp_extract(line, '\[([^ \]]+)', 1), '%d/%b/%Y:%H:%i:%s')) AS ts, regexp_extract(line, '"(GET|POST|PUT) ([^ ?"]+)', 1) AS method, regexp_extract(line, '"(?:GET|POST|PUT) ([^ ?"]+)', 1) AS path, try_cast(regexp_extract(line, '" (\d{3}) ', 1) AS integer) AS status, try_cast(regexp_extract(line, '" \d{3} (\d+|-)', 1) AS bigint) AS bytes FROM logs) SELECT ip, date_format(ts, '%Y-%m-%d %H:00') AS hour, method, path, status, status / 100 AS class, coalesce(bytes, 0) AS bytes, sum(coalesce(bytes, 0)) OVER (ORDER BY ts NULLS LAST, path) AS running_bytes FROM parsed ORDER BY ts NULLS LAST, path

-- case: readings_minute_last_value
WITH readings(device, ts, temp) AS (VALUES ('d1', TIMESTAMP '2024-07-01 00:02:10', 20.5), ('d1', TIMESTAMP '2024-07-01 00:14:59', 21.5), ('d1', TIMESTAMP '2024-07-01 00:47:00', 24.0), ('d2', TIMESTAMP '2024-07-01 00:15:00', 18.0), ('d2', TIMESTAMP '2024-07-01 00:31:00', NULL)), bucketed AS (SELECT device, date_trunc('hour', ts) + (minute(ts) / 15) * INTERVAL '15' MINUTE AS bucket, avg(temp) AS avg_temp, count(*) AS n FROM readings GROUP BY 1, 2), grid AS (SELECT device, bucket FROM (VALUES 'd1', 'd2') AS d (device) CROSS JOIN UNNEST(sequence(TIMESTAMP '2024-07-01 00:00:00', TIMESTAMP '2024-07-01 00:45:00', INTERVAL '15' MINUTE)) AS g (bucket)), filled AS (SELECT g.device, g.bucket, b.avg_temp, coalesce(b.n, 0) AS n, last_value(b.avg_temp) IGNORE NULLS OVER (PARTITION BY g.device ORDER BY g.bucket ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS locf, first_value(b.avg_temp) IGNORE NULLS OVER (PARTITION BY g.device ORDER BY g.bucket ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS nocb FROM grid g LEFT JOIN bucketed b ON b.device = g.device AND b.bucket = g.bucket) SELECT device, bucket, n, avg_temp, locf, nocb, coalesce(avg_temp, locf, nocb) AS final_temp FROM filled ORDER BY device, bucket

-- case: json_parse_json_array_length_at_time_zone
WITH gh(id, type, actor, repo, payload, created_at) AS (VALUES ('1', 'PushEvent', 'alice', 'org/core', '{"size":3,"ref":"refs/heads/main","commits":[{"sha":"a1","author":{"name":"Alice"}},{"sha":"a2","author":{"name":"Bob"}},{"sha":"a3","author":{"name":"Alice"}}]}', '2024-01-01T10:00:00Z'), ('2', 'PullRequestEvent', 'bob', 'org/core', '{"action":"closed","number":42,"pull_request":{"merged":true,"additions":120,"deletions":7}}', '2024-01-01T11:30:00Z'), ('3', 'PullRequestEvent', 'carol', 'org/ui', '{"action":"closed","number":7,"pull_request":{"merged":false,"additions":1,"deletions":1}}', '2024-01-02T00:00:00Z'), ('4', 'PushEvent', 'bob', 'org/ui', '{"size":0,"commits":[]}', '2024-01-02T08:00:00+02:00'), ('5', 'WatchEvent', 'dave', 'org/core', '{"action":"started"}', '2024-01-03T00:00:00Z')), parsed AS (SELECT *, from_iso8601_timestamp(created_at) AS ts, json_parse(payload) AS p FROM gh), commits AS (SELECT repo, json_extract_scalar(c, '$.author.name') AS author FROM parsed CROSS JOIN UNNEST(CAST(json_extract(p, '$.commits') AS array(json))) AS u (c) WHERE type = 'PushEvent') SELECT p.repo, count(*) AS events, count(DISTINCT actor) AS actors, count_if(json_extract_scalar(p, '$.pull_request.merged') = 'true') AS merged, sum(CAST(json_extract_scalar(p, '$.pull_request.additions') AS bigint)) AS additions, sum(json_array_length(json_extract(p, '$.commits'))) AS commits, (SELECT max(author) FROM commits c WHERE c.repo = p.repo) AS last_author, date_format(max(ts) AT TIME ZONE 'UTC', '%Y-%m-%d %H:%i') AS last_event FROM parsed p GROUP BY p.repo ORDER BY p.repo

-- case: posts_trim_regexp_replace
WITH posts(id, parent_id, post_type, tags, score, owner) AS (VALUES (1, NULL, 1, '<sql><presto><aws-athena>', 10, 100), (2, 1, 2, NULL, 25, 200), (3, 1, 2, NULL, -2, 300), (4, NULL, 1, '<python><sql>', 3, 200), (5, 4, 2, NULL, 0, 100), (6, NULL, 1, '<rust>', -1, 400)), tagged AS (SELECT p.id, p.score, t.tag, t.ord FROM posts p CROSS JOIN UNNEST(split(trim(BOTH '|' FROM regexp_replace(tags, '[<>]+', '|')), '|')) WITH ORDINALITY AS t (tag, ord) WHERE post_type = 1), answers AS (SELECT parent_id AS qid, count(*) AS n_answers, max(score) AS best, max_by(owner, score) AS best_owner FROM posts WHERE post_type = 2 GROUP BY 1) SELECT tag, count(*) AS questions, count(qid) AS answered, sum(coalesce(n_answers, 0)) AS answers, max(best) AS best_score, max_by(best_owner, best) AS hero, round(avg(tagged.score), 2) AS avg_q_score, min(ord) AS first_pos FROM tagged LEFT JOIN answers ON qid = tagged.id GROUP BY tag ORDER BY questions DESC, tag

-- case: trips_day_of_week_hour
WITH trips(vendor, pickup, dropoff, pax, dist, fare, tip, pay) AS (VALUES (1, TIMESTAMP '2024-01-05 23:50:00', TIMESTAMP '2024-01-06 00:20:00', 1, 8.4, 33.50, 6.70, 1), (2, TIMESTAMP '2024-01-06 09:00:00', TIMESTAMP '2024-01-06 09:12:00', 2, 2.1, 12.10, 0.00, 2), (2, TIMESTAMP '2024-01-06 09:30:00', TIMESTAMP '2024-01-06 09:30:00', 0, 0.0, 3.00, 0.00, 3), (1, TIMESTAMP '2024-01-07 17:15:00', TIMESTAMP '2024-01-07 18:00:00', NULL, 17.9, 70.00, 17.50, 1), (1, TIMESTAMP '2024-01-08 08:00:00', TIMESTAMP '2024-01-08 08:30:00', 4, 5.0, 24.00, 4.80, 1)), clean AS (SELECT *, date_diff('minute', pickup, dropoff) AS mins, day_of_week(pickup) AS dow, hour(pickup) AS hr FROM trips WHERE fare > 0 AND dropoff >= pickup) SELECT CASE WHEN dow IN (6, 7) THEN 'weekend' ELSE 'weekday' END AS day_type, CASE pay WHEN 1 THEN 'card' WHEN 2 THEN 'cash' ELSE 'other' END AS payment, count(*) AS trips, sum(fare + tip) AS revenue, CAST(avg(tip / fare) * 100 AS decimal(5, 2)) AS tip_pct, max(round(dist / nullif(CAST(mins AS decimal(10, 2)) / 60, 0), 1)) AS max_mph, array_join(array_agg(DISTINCT hr ORDER BY hr), ',') AS hours, coalesce(sum(pax), 0) AS pax FROM clean GROUP BY 1, 2 ORDER BY 1, 2

-- case: lineitem_avg_interval
with lineitem(l_returnflag, l_linestatus, l_quantity, l_extendedprice, l_discount, l_tax, l_shipdate) as (values ('N', 'O', decimal '17.00', decimal '21168.23', decimal '0.04', decimal '0.02', date '1996-03-13'), ('N', 'O', decimal '36.00', decimal '45983.16', decimal '0.09', decimal '0.06', date '1996-04-12'), ('R', 'F', decimal '45.00', decimal '54058.05', decimal '0.06', decimal '0.00', date '1994-02-02'), ('A', 'F', decimal '27.00', decimal '39890.88', decimal '0.06', decimal '0.07', date '1993-11-09'), ('N', 'O', decimal '1.00', decimal '901.00', decimal '0.00', decimal '0.00', date '1998-09-03')) select l_returnflag, l_linestatus, sum(l_quantity) as sum_qty, sum(l_extendedprice) as sum_base_price, sum(l_extendedprice * (1 - l_discount)) as sum_disc_price, sum(l_extendedprice * (1 - l_discount) * (1 + l_tax)) as sum_charge, avg(l_quantity) as avg_qty, avg(l_extendedprice) as avg_price, avg(l_discount) as avg_disc, count(*) as count_order from lineitem where l_shipdate <= date '1998-12-01' - interval '90' day group by l_returnflag, l_linestatus order by l_returnflag, l_linestatus

-- case: supplier_lineitem_exists
with supplier(s_suppkey, s_name) as (values (1, 'Supplier#1'), (2, 'Supplier#2'), (3, 'Supplier#3')), orders(o_orderkey, o_orderstatus) as (values (10, 'F'), (11, 'F'), (12, 'O'), (13, 'F')), lineitem(l_orderkey, l_suppkey, l_commitdate, l_receiptdate) as (values (10, 1, date '1995-01-10', date '1995-01-20'), (10, 2, date '1995-01-10', date '1995-01-09'), (11, 1, date '1995-02-10', date '1995-02-11'), (11, 3, date '1995-02-10', date '1995-02-12'), (12, 2, date '1995-03-01', date '1995-03-09'), (12, 1, date '1995-03-01', date '1995-03-01'), (13, 3, date '1995-04-01', date '1995-04-02'), (13, 1, date '1995-04-02', date '1995-04-02')) select s_name, count(*) as numwait from supplier, lineitem l1, orders where s_suppkey = l1.l_suppkey and o_orderkey = l1.l_orderkey and o_orderstatus = 'F' and l1.l_receiptdate > l1.l_commitdate and exists (select * from lineitem l2 where l2.l_orderkey = l1.l_orderkey and l2.l_suppkey <> l1.l_suppkey) and not exists (select * from lineitem l3 where l3.l_orderkey = l1.l_orderkey and l3.l_suppkey <> l1.l_suppkey and l3.l_receiptdate > l3.l_commitdate) group by s_name order by numwait desc, s_name limit 100

-- case: sales_grouping_rollup
with sales(i_category, i_class, s_state, net_profit, ext_price) as (values ('Books', 'fiction', 'TN', decimal '-12.00', decimal '100.00'), ('Books', 'history', 'TN', decimal '30.00', decimal '90.00'), ('Books', 'fiction', 'TN', decimal '8.50', decimal '50.00'), ('Music', 'rock', 'TN', decimal '5.00', decimal '20.00'), ('Music', 'pop', 'TN', decimal '-1.00', decimal '40.00'), ('Music', 'pop', 'GA', decimal '99.00', decimal '99.00')) select sum(net_profit) / sum(ext_price) as gross_margin, i_category, i_class, grouping(i_category) + grouping(i_class) as lochierarchy, rank() over (partition by grouping(i_category) + grouping(i_class), case when grouping(i_class) = 0 then i_category end order by sum(net_profit) / sum(ext_price) asc) as rank_within_parent from sales where s_state = 'TN' group by rollup(i_category, i_class) order by lochierarchy desc, case when lochierarchy = 0 then i_category end, rank_within_parent, i_category limit 100

-- case: join_avg
with customer_total_return as (select ctr_customer_sk, ctr_store_sk, sum(fee) as ctr_total_return from (values (1, 1, 100), (1, 1, 50), (2, 1, 10), (3, 1, 20), (4, 2, 5), (5, 2, 5), (6, 2, 30), (7, 3, null)) as sr (ctr_customer_sk, ctr_store_sk, fee) group by ctr_customer_sk, ctr_store_sk) select ctr1.ctr_customer_sk, c.c_customer_id, ctr1.ctr_total_return from customer_total_return ctr1 join (values (1, 'AAAA'), (3, 'CCCC'), (6, 'FFFF'), (7, 'GGGG')) as c (sk, c_customer_id) on c.sk = ctr1.ctr_customer_sk where ctr1.ctr_total_return > (select avg(ctr_total_return) * 1.2 from customer_total_return ctr2 where ctr1.ctr_store_sk = ctr2.ctr_store_sk) order by c.c_customer_id

-- case: split_union
WITH input AS (SELECT CAST(v AS bigint) AS v FROM UNNEST(split('1721,979,366,299,675,1456', ',')) AS t (v)), two AS (SELECT 'part1' AS part, a.v * b.v AS answer FROM input a JOIN input b ON a.v < b.v AND a.v + b.v = 2020), three AS (SELECT 'part2', a.v * b.v * c.v FROM input a, input b, input c WHERE a.v < b.v AND b.v < c.v AND a.v + b.v + c.v = 2020) SELECT * FROM two UNION ALL SELECT * FROM three ORDER BY part

-- case: raw_count_if_ordinality
WITH raw(txt) AS (VALUES '199 200 208 210 200 207 240 269 260 263'), depths AS (SELECT pos, CAST(d AS integer) AS d FROM raw CROSS JOIN UNNEST(split(txt, ' ')) WITH ORDINALITY AS u (d, pos)), w AS (SELECT pos, d, lag(d) OVER (ORDER BY pos) AS prev, sum(d) OVER (ORDER BY pos ROWS BETWEEN CURRENT ROW AND 2 FOLLOWING) AS s3, count(*) OVER (ORDER BY pos ROWS BETWEEN CURRENT ROW AND 2 FOLLOWING) AS n3 FROM depths), w2 AS (SELECT *, lag(s3) OVER (ORDER BY pos) AS prev3 FROM w WHERE n3 = 3 OR pos > 0) SELECT count_if(d > prev) AS part1, count_if(s3 > prev3 AND n3 = 3) AS part2 FROM w2

-- case: doc_concat_chr
WITH doc(t) AS (SELECT concat('1000', chr(10), '2000', chr(10), '3000', chr(10), chr(10), '4000', chr(10), chr(10), '5000', chr(10), '6000', chr(10), chr(10), '7000', chr(10), '8000', chr(10), '9000', chr(10), chr(10), '10000')), elves AS (SELECT elf, reduce(split(block, chr(10)), CAST(0 AS bigint), (s, x) -> s + CAST(x AS bigint), s -> s) AS calories FROM doc CROSS JOIN UNNEST(split(t, chr(10) || chr(10))) WITH ORDINALITY AS e (block, elf)) SELECT max(calories) AS part1, max_by(elf, calories) AS which_elf, sum(calories) FILTER (WHERE rk <= 3) AS part2 FROM (SELECT *, rank() OVER (ORDER BY calories DESC) AS rk FROM elves) AS r

-- case: lines_regexp_like_starts_with
WITH lines(n, s) AS (VALUES (1, 'two1nine'), (2, 'eightwothree'), (3, 'abcone2threexyz'), (4, 'xtwone3four'), (5, '4nineeightseven2'), (6, 'zoneight234'), (7, '7pqrstsixteen')), words AS (SELECT ARRAY['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] AS w), chars AS (SELECT n, i, CASE WHEN regexp_like(substr(s, i, 1), '\d') THEN CAST(substr(s, i, 1) AS bigint) ELSE (SELECT max(k) FROM words CROSS JOIN UNNEST(w) WITH ORDINALITY AS x (word, k) WHERE starts_with(substr(s, i), word)) END AS digit FROM lines CROSS JOIN UNNEST(sequence(1, length(s))) AS p (i)), values_ AS (SELECT n, min_by(digit, i) * 10 + max_by(digit, i) AS v FROM chars WHERE digit IS NOT NULL GROUP BY n) SELECT n, v, sum(v) OVER (ORDER BY n) AS running FROM values_ ORDER BY n

-- case: sacks_array_intersect_array_distinct
WITH sacks(id, contents) AS (VALUES (1, 'vJrwpWtwJgWrhcsFMMfFFhFp'), (2, 'jqHRNqRjqzjGDLGLrsFMfFZSrLrFZsSL'), (3, 'PmmdzqPrVvPwwTWBwg')), halves AS (SELECT id, regexp_extract_all(substr(contents, 1, length(contents) / 2), '.') AS a, regexp_extract_all(substr(contents, length(contents) / 2 + 1), '.') AS b, regexp_extract_all(contents, '.') AS both FROM sacks), common AS (SELECT id, array_intersect(a, b)[1] AS item FROM halves), badge AS (SELECT reduce(array_agg(both ORDER BY id), CAST(NULL AS array(varchar)), (s, x) -> if(s IS NULL, x, array_intersect(s, x)), s -> array_distinct(s))[1] AS item FROM halves) SELECT CAST(id AS varchar) AS grp, item, CASE WHEN codepoint(CAST(item AS varchar(1))) >= 97 THEN codepoint(CAST(item AS varchar(1))) - 96 ELSE codepoint(CAST(item AS varchar(1))) - 38 END AS priority FROM common UNION ALL SELECT 'badge', item, if(lower(item) = item, codepoint(CAST(item AS varchar(1))) - 96, codepoint(CAST(item AS varchar(1))) - 38) FROM badge ORDER BY grp

-- case: cmds_split_part_max_by
WITH cmds(i, cmd) AS (VALUES (1, 'forward 5'), (2, 'down 5'), (3, 'forward 8'), (4, 'up 3'), (5, 'down 8'), (6, 'forward 2')), moves AS (SELECT i, split_part(cmd, ' ', 1) AS dir, CAST(split_part(cmd, ' ', 2) AS integer) AS n FROM cmds), aimed AS (SELECT *, sum(CASE dir WHEN 'down' THEN n WHEN 'up' THEN -n ELSE 0 END) OVER (ORDER BY i) AS aim FROM moves) SELECT sum(n) FILTER (WHERE dir = 'forward') AS x, max_by(aim, i) AS depth1, sum(if(dir = 'forward', n * aim)) AS depth2, sum(n) FILTER (WHERE dir = 'forward') * max_by(aim, i) AS part1, sum(n) FILTER (WHERE dir = 'forward') * sum(if(dir = 'forward', n * aim)) AS part2 FROM aimed

-- case: from_iso8601_timestamp_json_extract_scalar_element_at
WITH trail AS (SELECT * FROM (VALUES ('2024-02-01T00:00:05Z', 's3.amazonaws.com', 'GetObject', '{"bucketName":"data-lake","key":"raw/a.parquet"}', '{"type":"AssumedRole","arn":"arn:aws:sts::123456789012:assumed-role/etl/i-0abc"}', CAST(NULL AS varchar)), ('2024-02-01T00:10:00Z', 's3.amazonaws.com', 'DeleteObject', '{"bucketName":"data-lake","key":"raw/b.parquet"}', '{"type":"IAMUser","userName":"eve","arn":"arn:aws:iam::123456789012:user/eve"}', 'AccessDenied'), ('2024-02-02T00:00:00Z', 'athena.amazonaws.com', 'StartQueryExecution', '{"workGroup":"primary"}', '{"type":"IAMUser","userName":"eve","arn":"arn:aws:iam::123456789012:user/eve"}', NULL)) AS c (eventtime, eventsource, eventname, requestparameters, useridentity, errorcode)) SELECT date_trunc('day', from_iso8601_timestamp(eventtime)) AS day, coalesce(json_extract_scalar(useridentity, '$.userName'), element_at(split(json_extract_scalar(useridentity, '$.arn'), '/'), 2)) AS principal, json_extract_scalar(useridentity, '$.type') AS kind, json_extract_scalar(requestparameters, '$.bucketName') AS bucket, count(*) AS calls, count(errorcode) AS errors, array_join(array_agg(eventname ORDER BY eventtime), '>') AS names FROM trail WHERE from_iso8601_timestamp(eventtime) >= from_iso8601_timestamp('2024-02-01T00:00:00Z') GROUP BY 1, 2, 3, 4 ORDER BY 1, 2

-- case: from_unixtime_lower_cross_join
WITH waf AS (SELECT * FROM (VALUES (1709251199999, 'BLOCK', ROW('1.2.3.4', 'US', ARRAY[ROW('Host', 'api.ex.com'), ROW('User-Agent', 'sqlmap/1.7')])), (1709251200000, 'ALLOW', ROW('5.6.7.8', 'DE', ARRAY[ROW('host', 'www.ex.com')])), (1709251260000, 'BLOCK', ROW('1.2.3.4', 'US', ARRAY[ROW('Host', 'www.ex.com'), ROW('User-Agent', 'curl')]))) AS t ("timestamp", action, req)), typed AS (SELECT "timestamp" AS ms, action, CAST(req AS ROW(clientip varchar, country varchar, headers array(ROW(name varchar, value varchar)))) AS httprequest FROM waf), headers AS (SELECT ms, action, httprequest.clientip AS ip, h.name, h.value FROM typed CROSS JOIN UNNEST(httprequest.headers) AS h (name, value)) SELECT from_unixtime(ms / 1000) AS ts, ip, action, max(CASE WHEN lower(name) = 'host' THEN value END) AS host, max(CASE WHEN lower(name) = 'user-agent' THEN value END) AS ua FROM headers GROUP BY ms, ip, action ORDER BY ms

-- case: plain_8
-- fails: column not found
SELECT region, sum(amount) AS total_amount, count(*) AS n FROM (VALUES ('north', 10), ('south', 20), ('north', 30)) AS s (region, amount) WHERE total_amount > 15 GROUP BY region ORDER BY region

-- case: plain_9
-- fails: type mismatch
WITH o(id, cust_code, amt) AS (VALUES (1, '100', 9.5), (2, '200', 3.25)), c(cust_id, name) AS (VALUES (100, 'Ann'), (200, 'Bob')) SELECT c.name, sum(o.amt) AS amt FROM o JOIN c ON o.cust_code = c.cust_id GROUP BY c.name ORDER BY c.name

-- case: evt_transfer_from_big_endian_64_lpad
WITH evt_transfer(evt_block_time, contract_address, topic1, topic2, data) AS (VALUES (TIMESTAMP '2023-05-01 00:00:11', X'A0B86991C6218B36C1D19D4A2E9EB0CE3606EB48', X'000000000000000000000000D8DA6BF26964AF9D7EED9E03E53415D37AA96045', X'0000000000000000000000001111111111111111111111111111111111111111', X'00000000000000000000000000000000000000000000000000000000000F4240'), (TIMESTAMP '2023-05-01 23:59:59', X'A0B86991C6218B36C1D19D4A2E9EB0CE3606EB48', X'0000000000000000000000001111111111111111111111111111111111111111', X'0000000000000000000000000000000000000000000000000000000000000000', X'000000000000000000000000000000000000000000000000000000003B9ACA00')), decoded AS (SELECT evt_block_time, '0x' || lower(to_hex(contract_address)) AS token, '0x' || lower(to_hex(substr(topic1, 13, 20))) AS "from", '0x' || lower(to_hex(substr(topic2, 13))) AS "to", from_big_endian_64(substr(data, 25, 8)) AS value_raw FROM evt_transfer) SELECT date_trunc('day', evt_block_time) AS day, "from", "to", value_raw, CAST(value_raw AS decimal(38, 6)) / 1000000 AS amount, "to" = '0x' || lpad('', 40, '0') AS is_burn FROM decoded WHERE token = '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48' ORDER BY evt_block_time

-- case: transfers_rank_union
WITH transfers(block_number, sender, receiver, amt) AS (VALUES (1, '0x00', '0xaa', DECIMAL '1000000000000000000'), (2, '0xaa', '0xbb', DECIMAL '250000000000000000'), (3, '0x00', '0xcc', DECIMAL '5000000000000000000'), (5, '0xcc', '0xbb', DECIMAL '5000000000000000000'), (8, '0xbb', '0xaa', DECIMAL '1')), legs AS (SELECT block_number, receiver AS address, amt AS delta FROM transfers UNION ALL SELECT block_number, sender, -amt FROM transfers), balances AS (SELECT address, sum(delta) AS raw_balance, max(block_number) AS last_block FROM legs WHERE address <> '0x00' GROUP BY address), supply AS (SELECT sum(raw_balance) AS total FROM balances) SELECT address, raw_balance, raw_balance / DECIMAL '1000000000000000000' AS balance, CAST(100 * CAST(raw_balance AS double) / CAST(total AS double) AS decimal(9, 4)) AS pct, last_block, rank() OVER (ORDER BY raw_balance DESC) AS holder_rank FROM balances CROSS JOIN supply WHERE raw_balance > 0 ORDER BY holder_rank, address

-- case: from_unixtime_count_if_format
WITH txs AS (SELECT from_unixtime(ts) AS block_time, gas_used, gas_price, success FROM (VALUES (1672531199, 21000, 15000000000, true), (1672531200, 90000, 20000000000, true), (1672534800, 50000, 100000000000, false), (1672617600, 21000, 8500000000, true)) AS t (ts, gas_used, gas_price, success)) SELECT CAST(date_trunc('day', block_time) AS date) AS "day", count(*) AS txs, sum(CAST(gas_used AS decimal(38, 0)) * gas_price) AS fee_wei, sum(CAST(gas_used AS decimal(38, 0)) * gas_price) / 1e18 AS fee_eth, max(gas_price) / 1e9 AS max_gwei, count_if(NOT success) AS reverted, format('%.1f%%', 100e0 * count_if(success) / count(*)) AS success_rate FROM txs GROUP BY 1 ORDER BY 1

-- case: calldata_sigs_from_big_endian_64
WITH calldata(tx, input) AS (VALUES (1, X'A9059CBB000000000000000000000000742D35CC6634C0532925A3B844BC454E4438F44E0000000000000000000000000000000000000000000000000000000000000064'), (2, X'095EA7B3000000000000000000000000DEF1C0DED9BEC7F1A1670819833240F027B25EFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF'), (3, X''), (4, X'D0E30DB0')), sigs(selector, fn) AS (VALUES (X'A9059CBB', 'transfer(address,uint256)'), (X'095EA7B3', 'approve(address,uint256)')) SELECT tx, length(input) AS bytes, coalesce(fn, CASE WHEN length(input) = 0 THEN 'native transfer' ELSE 'unknown ' || to_hex(substr(input, 1, 4)) END) AS method, CASE WHEN length(input) = 68 THEN lower(to_hex(substr(input, 17, 20))) END AS arg0, CASE WHEN length(input) = 68 THEN substr(input, 37, 32) = from_hex(lpad('', 64, 'F')) END AS is_max, CASE WHEN length(input) = 68 THEN from_big_endian_64(substr(input, 61, 8)) END AS low64, to_hex(reverse(substr(input, 1, 4))) AS rev_selector FROM calldata LEFT JOIN sigs ON selector = substr(input, 1, 4) ORDER BY tx

-- case: trades_date_trunc_row_number
WITH trades(block_time, project, token_pair, amount_usd, taker) AS (VALUES (TIMESTAMP '2024-03-01 00:10:00 UTC', 'uniswap', 'ETH-USDC', 1000.50, '0x1'), (TIMESTAMP '2024-03-01 05:00:00 UTC', 'curve', 'USDC-DAI', 5000.00, '0x2'), (TIMESTAMP '2024-03-04 12:00:00 UTC', 'uniswap', 'ETH-USDC', 250.25, '0x1'), (TIMESTAMP '2024-03-11 01:00:00 UTC', 'uniswap', 'WBTC-ETH', 9999.99, '0x3'), (TIMESTAMP '2024-03-12 01:00:00 UTC', 'sushi', 'ETH-USDC', NULL, '0x3')), weekly AS (SELECT date_trunc('week', block_time) AS wk, project, sum(amount_usd) AS vol, count(DISTINCT taker) AS traders FROM trades GROUP BY 1, 2), ranked AS (SELECT *, row_number() OVER (PARTITION BY wk ORDER BY vol DESC NULLS LAST) AS rn, sum(vol) OVER (PARTITION BY wk) AS wk_vol FROM weekly), first_seen AS (SELECT taker, min(date_trunc('week', block_time)) AS wk FROM trades GROUP BY 1) SELECT r.wk, CASE WHEN rn <= 1 THEN project ELSE 'others' END AS project, sum(vol) AS vol, CAST(sum(vol) / max(wk_vol) * 100 AS decimal(5, 1)) AS share, (SELECT count(*) FROM first_seen f WHERE f.wk = r.wk) AS new_traders FROM ranked r GROUP BY r.wk, 2 ORDER BY r.wk, 2

-- case: prices_floor_at_time_zone
WITH prices(minute, symbol, price) AS (VALUES (TIMESTAMP '2024-01-01 00:00:00', 'ETH', 2300.0), (TIMESTAMP '2024-01-01 00:01:00', 'ETH', 2310.5), (TIMESTAMP '2024-01-01 00:03:00', 'ETH', 2295.0), (TIMESTAMP '2024-01-01 00:06:00', 'ETH', 2299.9), (TIMESTAMP '2024-01-01 00:07:00', 'ETH', 2350.0)), b AS (SELECT *, from_unixtime(floor(to_unixtime(minute) / 300) * 300) AS bucket FROM prices) SELECT symbol, CAST(bucket AT TIME ZONE 'UTC' AS timestamp) AS bucket, min_by(price, minute) AS o, max(price) AS h, min(price) AS l, max_by(price, minute) AS c, max_by(price, minute) - lag(max_by(price, minute)) OVER (PARTITION BY symbol ORDER BY bucket) AS chg, count(*) AS ticks FROM b GROUP BY symbol, bucket ORDER BY symbol, bucket

-- case: nft_json_extract_scalar_json_extract
WITH nft(token_id, uri) AS (VALUES (1, '{"name":"Ape #1","attributes":[{"trait_type":"Fur","value":"Gold"},{"trait_type":"Eyes","value":"Laser"}]}'), (2, '{"name":"Ape #2","attributes":[{"trait_type":"Fur","value":"Brown"},{"trait_type":"Level","value":5}]}'), (3, '{"name":"Ape #3","attributes":[{"trait_type":"Fur","value":"Brown"},{"trait_type":"Eyes","value":"Laser"}]}'), (4, '{"name":"Ape #4","attributes":[]}')), attrs AS (SELECT token_id, json_extract_scalar(uri, '$.name') AS name, json_extract_scalar(a, '$.trait_type') AS trait, json_extract_scalar(a, '$.value') AS val FROM nft LEFT JOIN UNNEST(CAST(json_extract(uri, '$.attributes') AS array(json))) AS u (a) ON TRUE), freq AS (SELECT trait, val, count(*) AS n FROM attrs WHERE trait IS NOT NULL GROUP BY trait, val), total AS (SELECT count(DISTINCT token_id) AS n FROM attrs) SELECT a.token_id, a.name, count(a.trait) AS traits, array_join(array_agg(a.trait || '=' || a.val ORDER BY a.trait) FILTER (WHERE a.trait IS NOT NULL), ';') AS list, round(coalesce(sum(CAST(t.n AS decimal(12, 4)) / f.n), 0), 3) AS rarity FROM attrs a LEFT JOIN freq f ON f.trait = a.trait AND f.val = a.val CROSS JOIN total t GROUP BY a.token_id, a.name ORDER BY rarity DESC, a.token_id

-- case: sales_menu_members
WITH sales(customer_id, order_date, product_id) AS (VALUES ('A', DATE '2021-01-01', 1), ('A', DATE '2021-01-01', 2), ('A', DATE '2021-01-07', 2), ('A', DATE '2021-01-10', 3), ('B', DATE '2021-01-01', 2), ('B', DATE '2021-01-04', 1), ('B', DATE '2021-01-11', 1), ('B', DATE '2021-02-01', 3), ('C', DATE '2021-01-01', 3), ('C', DATE '2021-01-07', 3)), menu(product_id, product_name, price) AS (VALUES (1, 'sushi', 10), (2, 'curry', 15), (3, 'ramen', 12)), members(customer_id, join_date) AS (VALUES ('A', DATE '2021-01-07'), ('B', DATE '2021-01-09')), joined AS (SELECT s.customer_id, s.order_date, m.product_name, m.price, CASE WHEN mb.join_date <= s.order_date THEN 'Y' ELSE 'N' END AS member FROM sales s JOIN menu m ON s.product_id = m.product_id LEFT JOIN members mb ON mb.customer_id = s.customer_id) SELECT *, CASE WHEN member = 'N' THEN NULL ELSE rank() OVER (PARTITION BY customer_id, member ORDER BY order_date) END AS ranking FROM joined ORDER BY customer_id, order_date, product_name

-- case: customer_orders_recipes_topping
WITH customer_orders(order_id, pizza_id, exclusions, extras) AS (VALUES (1, 1, '', ''), (4, 1, '4', 'null'), (5, 1, 'null', '1'), (9, 1, '4', '1, 5'), (10, 1, '2, 6', '1, 4'), (10, 1, NULL, NULL)), recipes(pizza_id, toppings) AS (VALUES (1, '1, 2, 3, 4, 5, 6, 8, 10')), topping(id, name) AS (VALUES (1, 'Bacon'), (2, 'BBQ Sauce'), (3, 'Beef'), (4, 'Cheese'), (5, 'Chicken'), (6, 'Mushrooms'), (8, 'Pepperoni'), (10, 'Salami')), clean AS (SELECT row_number() OVER (ORDER BY order_id, exclusions NULLS LAST) AS line, order_id, pizza_id, CASE WHEN exclusions IN ('', 'null') OR exclusions IS NULL THEN ARRAY[] ELSE split(exclusions, ', ') END AS excl, CASE WHEN extras IN ('', 'null') OR extras IS NULL THEN ARRAY[] ELSE split(extras, ', ') END AS extra FROM customer_orders), ingredients AS (SELECT line, order_id, CAST(x AS integer) AS tid FROM clean JOIN recipes USING (pizza_id) CROSS JOIN UNNEST(concat(array_except(split(toppings, ', '), excl), extra)) AS t (x)), counted AS (SELECT line, order_id, name, count(*) AS n FROM ingredients JOIN topping ON topping.id = tid GROUP BY 1, 2, 3) SELECT line, order_id, array_join(array_agg(if(n > 1, CAST(n AS varchar) || 'x' || name, name) ORDER BY lower(name)), ', ') AS ingredient_list FROM counted GROUP BY line, order_id ORDER BY line

-- case: subs_plans_lead
-- fails: column not found
WITH subs(customer_id, plan_id, start_date) AS (VALUES (1, 0, DATE '2020-08-01'), (1, 1, DATE '2020-08-08'), (2, 0, DATE '2020-09-20'), (2, 3, DATE '2020-09-27'), (16, 0, DATE '2020-05-31'), (16, 1, DATE '2020-06-07'), (16, 3, DATE '2020-10-21'), (19, 0, DATE '2020-06-22'), (19, 2, DATE '2020-06-29'), (19, 4, DATE '2020-08-29')), plans(plan_id, plan_name, price) AS (VALUES (0, 'trial', DECIMAL '0.00'), (1, 'basic monthly', DECIMAL '9.90'), (2, 'pro monthly', DECIMAL '19.90'), (3, 'pro annual', DECIMAL '199.00'), (4, 'churn', NULL)), spans AS (SELECT s.*, plan_name, price, coalesce(lead(start_date) OVER (PARTITION BY customer_id ORDER BY start_date), DATE '2021-01-01') AS end_date FROM subs s JOIN plans USING (plan_id)), charges AS (SELECT customer_id, plan_name, d AS payment_date, price FROM spans CROSS JOIN UNNEST(CASE WHEN plan_id IN (1, 2) THEN sequence(start_date, end_date - INTERVAL '1' DAY, INTERVAL '1' MONTH) ELSE ARRAY[start_date] END) AS u (d) WHERE price > 0) SELECT customer_id, plan_name, payment_date, price, row_number() OVER (PARTITION BY customer_id ORDER BY payment_date) AS payment_order FROM charges WHERE customer_id IN (1, 2, 16, 19) ORDER BY customer_id, payment_date LIMIT 12

-- case: node_moves_lag_approx_percentile
WITH node_moves(customer_id, node_id, start_date, end_date) AS (VALUES (1, 4, DATE '2020-01-02', DATE '2020-01-03'), (1, 4, DATE '2020-01-04', DATE '2020-01-14'), (1, 2, DATE '2020-01-15', DATE '9999-12-31'), (2, 5, DATE '2020-01-03', DATE '2020-01-17'), (2, 3, DATE '2020-01-18', DATE '2020-02-29'), (3, 1, DATE '2020-03-01', DATE '2020-03-31')), islands AS (SELECT *, sum(chg) OVER (PARTITION BY customer_id ORDER BY start_date) AS grp FROM (SELECT *, CASE WHEN lag(node_id) OVER (PARTITION BY customer_id ORDER BY start_date) = node_id THEN 0 ELSE 1 END AS chg FROM node_moves)), durations AS (SELECT customer_id, grp, min(node_id) AS node_id, sum(date_diff('day', start_date, end_date)) AS days FROM islands WHERE end_date <> DATE '9999-12-31' GROUP BY customer_id, grp) SELECT count(*) AS stays, avg(days) AS avg_days, approx_percentile(days, 0.5) AS median, approx_percentile(days, ARRAY[0.0, 1.0]) AS ends, array_agg(days ORDER BY days) AS all_days FROM durations

-- case: product_sales
-- fails: expression not aggregate
WITH product_sales(product_id, year, quantity, price) AS (VALUES (100, 2008, 10, 5000), (100, 2009, 12, 5000), (200, 2011, 15, 9000)) SELECT product_id, year AS first_year, min(year) AS y, sum(quantity) AS quantity FROM product_sales GROUP BY product_id ORDER BY product_id

-- case: employee_fetch_offset
SELECT (SELECT DISTINCT salary FROM (VALUES (1, 100), (2, 200), (3, 300), (4, 300)) AS employee (id, salary) ORDER BY salary DESC OFFSET 1 LIMIT 1) AS "SecondHighestSalary", (SELECT DISTINCT salary FROM (VALUES (1, 100)) AS employee (id, salary) ORDER BY salary DESC OFFSET 1 ROW FETCH NEXT 1 ROW ONLY) AS "NoSecond"

-- case: logs_again
WITH logs(id, num) AS (VALUES (1, 1), (2, 1), (3, 1), (4, 2), (5, 1), (6, 2), (7, 2), (8, 2), (9, 2)) SELECT DISTINCT l1.num AS "ConsecutiveNums" FROM logs l1, logs l2, logs l3 WHERE l1.id = l2.id - 1 AND l2.id = l3.id - 1 AND l1.num = l2.num AND l2.num = l3.num ORDER BY 1

-- case: trips_users_like
WITH trips(id, client_id, driver_id, status, request_at) AS (VALUES (1, 1, 10, 'completed', '2013-10-01'), (2, 2, 11, 'cancelled_by_driver', '2013-10-01'), (3, 3, 12, 'completed', '2013-10-01'), (4, 4, 13, 'cancelled_by_client', '2013-10-01'), (5, 1, 10, 'completed', '2013-10-02'), (6, 3, 12, 'completed', '2013-10-03'), (7, 4, 13, 'cancelled_by_driver', '2013-10-03')), users(users_id, banned) AS (VALUES (1, 'No'), (2, 'Yes'), (3, 'No'), (4, 'No'), (10, 'No'), (11, 'No'), (12, 'No'), (13, 'No')) SELECT request_at AS "Day", round(avg(CASE WHEN status LIKE 'cancelled\_%' ESCAPE '\' THEN 1.00 ELSE 0.00 END), 2) AS "Cancellation Rate" FROM trips t WHERE client_id NOT IN (SELECT users_id FROM users WHERE banned = 'Yes') AND driver_id NOT IN (SELECT users_id FROM users WHERE banned = 'Yes') AND CAST(request_at AS date) BETWEEN DATE '2013-10-01' AND DATE '2013-10-03' GROUP BY request_at ORDER BY 1

-- case: stadium_row_number_having
WITH stadium(id, visit_date, people) AS (VALUES (1, DATE '2017-01-01', 10), (2, DATE '2017-01-02', 109), (3, DATE '2017-01-03', 150), (4, DATE '2017-01-04', 99), (5, DATE '2017-01-05', 145), (6, DATE '2017-01-06', 1455), (7, DATE '2017-01-07', 199), (8, DATE '2017-01-09', 188)), q AS (SELECT *, id - row_number() OVER (ORDER BY id) AS island FROM stadium WHERE people >= 100) SELECT id, visit_date, people FROM q WHERE island IN (SELECT island FROM q GROUP BY island HAVING count(*) >= 3) ORDER BY visit_date

-- case: employee_join
WITH employee(id, name, salary, dept_id) AS (VALUES (1, 'Joe', 85000, 1), (2, 'Henry', 80000, 2), (3, 'Sam', 60000, 2), (4, 'Max', 90000, 1), (5, 'Janet', 69000, 1), (6, 'Randy', 85000, 1), (7, 'Will', 70000, 1), (8, 'Solo', 1, NULL)) SELECT d.name AS department, e.name AS employee, e.salary FROM employee e JOIN (VALUES (1, 'IT'), (2, 'Sales')) AS d (id, name) ON e.dept_id = d.id WHERE 3 > (SELECT count(DISTINCT e2.salary) FROM employee e2 WHERE e2.salary > e.salary AND e.dept_id = e2.dept_id) ORDER BY 1, 3 DESC, 2

-- case: bst
WITH bst(n, p) AS (VALUES (1, 2), (3, 2), (6, 8), (9, 8), (2, 5), (8, 5), (5, NULL)) SELECT n, CASE WHEN p IS NULL THEN 'Root' WHEN n IN (SELECT p FROM bst WHERE p IS NOT NULL) THEN 'Inner' ELSE 'Leaf' END AS node_type, n NOT IN (SELECT p FROM bst) AS naive_leaf FROM bst ORDER BY n

-- case: occupations_row_number
WITH occupations(name, occupation) AS (VALUES ('Samantha', 'Doctor'), ('Julia', 'Actor'), ('Maria', 'Actor'), ('Meera', 'Singer'), ('Ashely', 'Professor'), ('Ketty', 'Professor'), ('Christeen', 'Professor'), ('Jane', 'Actor'), ('Jenny', 'Doctor'), ('Priya', 'Singer')), numbered AS (SELECT name, occupation, row_number() OVER (PARTITION BY occupation ORDER BY name) AS rn FROM occupations) SELECT rn, max(CASE occupation WHEN 'Doctor' THEN name END) AS "Doctor", max(CASE occupation WHEN 'Professor' THEN name END) AS "Professor", max(CASE occupation WHEN 'Singer' THEN name END) AS "Singer", max(CASE occupation WHEN 'Actor' THEN name END) AS "Actor" FROM numbered GROUP BY rn ORDER BY rn

-- case: none_match_floor_sqrt
SELECT array_join(filter(sequence(2, 100), n -> none_match(sequence(2, greatest(2, CAST(floor(sqrt(n)) AS integer))), d -> d < n AND n % d = 0)), '&') AS primes

-- case: projects_using_lateral
SELECT id, start_date, end_date, d.days FROM (WITH projects(s, e) AS (VALUES (DATE '2015-10-01', DATE '2015-10-02'), (DATE '2015-10-02', DATE '2015-10-03'), (DATE '2015-10-03', DATE '2015-10-04'), (DATE '2015-10-13', DATE '2015-10-14'), (DATE '2015-10-14', DATE '2015-10-15'), (DATE '2015-10-28', DATE '2015-10-29'), (DATE '2015-10-30', DATE '2015-10-31')), starts AS (SELECT s, row_number() OVER (ORDER BY s) AS id FROM projects WHERE s NOT IN (SELECT e FROM projects)), ends AS (SELECT e, row_number() OVER (ORDER BY e) AS id FROM projects WHERE e NOT IN (SELECT s FROM projects)) SELECT id, s AS start_date, e AS end_date FROM starts JOIN ends USING (id)) AS p CROSS JOIN LATERAL (SELECT date_diff('day', p.start_date, p.end_date) AS days) AS d ORDER BY d.days, start_date

-- case: words_array_sort_bool_or
WITH words(id, w) AS (VALUES (1, 'listen'), (2, 'Silent'), (3, 'enlist'), (4, 'google'), (5, 'gogole'), (6, 'abc'), (7, ''), (8, NULL)), keyed AS (SELECT id, w, array_join(array_sort(split(regexp_replace(lower(w), '(.)(?=.)', '$1,'), ',')), '') AS k FROM words) SELECT k, count(*) AS n, array_agg(w ORDER BY id) AS members, bool_or(w = reverse(w)) AS has_palindrome FROM keyed GROUP BY k HAVING count(*) > 1 OR k = '' OR k IS NULL ORDER BY k NULLS FIRST

-- case: cards_replace_zip_with
WITH cards(n) AS (VALUES '4539 1488 0343 6467', '8273 1232 7352 0569', '0', '79927398713'), digits AS (SELECT n, transform(regexp_extract_all(reverse(replace(n, ' ', '')), '\d'), d -> CAST(d AS integer)) AS ds FROM cards), doubled AS (SELECT n, ds, zip_with(ds, sequence(1, cardinality(ds)), (d, i) -> CASE WHEN i % 2 = 0 THEN if(d * 2 > 9, d * 2 - 9, d * 2) ELSE d END) AS x FROM digits) SELECT n, x, reduce(x, 0, (s, d) -> s + d, s -> s) AS total, reduce(x, 0, (s, d) -> s + d, s -> s % 10 = 0) AS luhn_ok FROM doubled ORDER BY n

-- case: transform_regexp_extract_all_reverse
WITH t(roman) AS (VALUES 'III', 'IV', 'XLII', 'MCMXCIV', 'MMXXIV', 'CDXLIV'), m AS (SELECT MAP(ARRAY['I', 'V', 'X', 'L', 'C', 'D', 'M'], ARRAY[1, 5, 10, 50, 100, 500, 1000]) AS v), vals AS (SELECT roman, transform(regexp_extract_all(roman, '.'), c -> v[c]) AS a FROM t CROSS JOIN m) SELECT roman, a, reduce(a, 0, (s, x) -> s + x, s -> s) AS naive, reduce(reverse(a), CAST(ROW(0, 0) AS ROW(total integer, prev integer)), (s, x) -> CAST(ROW(if(x < s.prev, s.total - x, s.total + x), x) AS ROW(total integer, prev integer)), s -> s.total) AS arabic FROM vals ORDER BY arabic

-- case: employees_org_strpos
WITH RECURSIVE employees(id, name, manager_id) AS (VALUES (1, 'Ada', NULL), (2, 'Ben', 1), (3, 'Cy', 1), (4, 'Dee', 2), (5, 'Eli', 4), (6, 'Flo', 3)), org(id, name, lvl, path) AS (SELECT id, CAST(name AS varchar), 0, CAST(name AS varchar) FROM employees WHERE manager_id IS NULL UNION ALL SELECT e.id, CAST(e.name AS varchar), o.lvl + 1, CAST(o.path || ' > ' || e.name AS varchar) FROM employees e JOIN org o ON e.manager_id = o.id) SELECT id, lpad('', CAST(lvl AS bigint) * 2, ' ') || name AS tree, lvl, path, (SELECT count(*) FROM org x WHERE strpos(x.path, org.path || ' > ') = 1) AS reports FROM org ORDER BY path

-- case: bom_explode_cost
-- fails: missing column aliases
WITH RECURSIVE bom(parent, child, qty) AS (VALUES ('bike', 'wheel', 2), ('bike', 'frame', 1), ('wheel', 'spoke', 32), ('wheel', 'rim', 1), ('frame', 'tube', 3), ('rim', 'bolt', 4), ('frame', 'bolt', 6)), explode(part, total_qty, depth) AS (SELECT child, CAST(qty AS bigint), 1 FROM bom WHERE parent = 'bike' UNION ALL SELECT b.child, CAST(e.total_qty * b.qty AS bigint), e.depth + 1 FROM explode e JOIN bom b ON b.parent = e.part), leaf AS (SELECT part, total_qty, depth FROM explode WHERE NOT EXISTS (SELECT 1 FROM bom WHERE bom.parent = explode.part)), cost(part, unit_cost) AS (VALUES ('spoke', 0.25), ('rim', 12.00), ('tube', 7.10), ('bolt', 0.05)) SELECT part, sum(total_qty) AS needed, max(depth) AS max_depth, sum(total_qty * unit_cost) AS extended_cost FROM leaf LEFT JOIN cost USING (part) GROUP BY part ORDER BY part

-- case: grouping_sets_grouping_sets_again
WITH s AS (SELECT * FROM (VALUES ('2023', 'Q1', 'EU', 10), ('2023', 'Q1', 'US', 20), ('2023', 'Q2', 'EU', 5), ('2024', 'Q1', NULL, 7), ('2024', 'Q1', 'US', 3)) AS t (yr, qtr, region, amt)) SELECT coalesce(yr, 'ALL') AS yr, CASE WHEN grouping(qtr) = 1 THEN '-' ELSE qtr END AS qtr, CASE grouping(region) WHEN 1 THEN 'ALL' ELSE coalesce(region, 'n/a') END AS region, sum(amt) AS amt, grouping(yr, qtr, region) AS gid, count(*) AS n FROM s GROUP BY GROUPING SETS ((yr, qtr), (region), (yr, region), ()) ORDER BY gid, 1, 2, 3

-- case: bit_count_ads_cube
SELECT channel, device, sum(clicks) AS clicks, sum(cost) AS cost, CAST(sum(cost) / nullif(sum(clicks), 0) AS decimal(8, 3)) AS cpc, bit_count(grouping(channel, device), 8) AS rolled_up FROM (VALUES ('search', 'mobile', 10, 2.50), ('search', 'desktop', 4, 3.00), ('social', 'mobile', 0, 1.25), ('social', 'mobile', 0, 0.00)) AS ads (channel, device, clicks, cost) GROUP BY CUBE (channel, device) HAVING sum(cost) > 1 ORDER BY channel NULLS FIRST, device NULLS FIRST

-- case: match_number_last_prev
WITH quotes(sym, d, px) AS (VALUES ('ACME', DATE '2024-01-02', 12), ('ACME', DATE '2024-01-03', 11), ('ACME', DATE '2024-01-04', 9), ('ACME', DATE '2024-01-05', 13), ('ACME', DATE '2024-01-08', 14), ('ACME', DATE '2024-01-09', 10), ('ACME', DATE '2024-01-10', 15), ('BETA', DATE '2024-01-02', 5), ('BETA', DATE '2024-01-03', 6), ('BETA', DATE '2024-01-04', 4)) SELECT sym, match_no, start_d, bottom_d, end_d, bottom_px, drop_pct FROM quotes MATCH_RECOGNIZE (PARTITION BY sym ORDER BY d MEASURES match_number() AS match_no, a.d AS start_d, last(down.d) AS bottom_d, last(up.d) AS end_d, last(down.px) AS bottom_px, (a.px - last(down.px)) * 100 / a.px AS drop_pct ONE ROW PER MATCH AFTER MATCH SKIP TO LAST up PATTERN (a down+ up+) DEFINE down AS px < prev(px), up AS px > prev(px)) AS m ORDER BY sym, match_no

-- case: bookings_date_diff_between
WITH bookings(id, room, check_in, check_out) AS (VALUES (1, 'R1', DATE '2024-12-28', DATE '2025-01-02'), (2, 'R1', DATE '2024-12-30', DATE '2024-12-31'), (3, 'R1', DATE '2025-01-02', DATE '2025-01-05'), (4, 'R1', DATE '2025-01-07', DATE '2025-01-08'), (5, 'R2', DATE '2025-01-01', DATE '2025-01-01')), marked AS (SELECT *, CASE WHEN check_in <= max(check_out) OVER (PARTITION BY room ORDER BY check_in, check_out, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 0 ELSE 1 END AS is_start FROM bookings), packed AS (SELECT *, sum(is_start) OVER (PARTITION BY room ORDER BY check_in, check_out, id) AS block FROM marked) SELECT room, block, min(check_in) AS block_start, max(check_out) AS block_end, array_agg(id ORDER BY id) AS ids, date_diff('day', min(check_in), max(check_out)) AS nights, sum(date_diff('day', check_in, check_out)) - date_diff('day', min(check_in), max(check_out)) AS overlap_nights FROM packed GROUP BY room, block ORDER BY room, block

-- case: calls_lead_range
WITH calls(caller, started, ended) AS (VALUES ('a', TIMESTAMP '2024-01-01 10:00:00', TIMESTAMP '2024-01-01 10:10:00'), ('b', TIMESTAMP '2024-01-01 10:05:00', TIMESTAMP '2024-01-01 10:15:00'), ('c', TIMESTAMP '2024-01-01 10:10:00', TIMESTAMP '2024-01-01 10:11:00'), ('d', TIMESTAMP '2024-01-01 10:10:30', NULL)), ticks AS (SELECT started AS at, 1 AS delta FROM calls UNION ALL SELECT ended, -1 FROM calls WHERE ended IS NOT NULL), net AS (SELECT at, sum(delta) AS delta, count(*) AS changes FROM ticks GROUP BY at), conc AS (SELECT at, changes, sum(delta) OVER (ORDER BY at RANGE UNBOUNDED PRECEDING) AS live, lead(at) OVER (ORDER BY at) - at AS lasted FROM net) SELECT at, changes, live, lasted, live = max(live) OVER () AS is_peak FROM conc ORDER BY at

-- case: interval_range_groups
WITH d(dt, v) AS (VALUES (DATE '2024-02-27', 1), (DATE '2024-02-28', 2), (DATE '2024-02-29', 4), (DATE '2024-03-01', 8), (DATE '2024-03-01', 16), (DATE '2024-03-30', 32), (DATE '2024-03-31', 64)) SELECT dt, v, sum(v) OVER (ORDER BY dt RANGE BETWEEN INTERVAL '1' MONTH PRECEDING AND CURRENT ROW) AS s_month, sum(v) OVER (ORDER BY dt RANGE BETWEEN INTERVAL '2' DAY PRECEDING AND INTERVAL '1' DAY FOLLOWING) AS s_near, sum(v) OVER (ORDER BY dt GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s_groups, count(*) OVER (ORDER BY dt ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS n_prev, sum(v) OVER (ORDER BY dt DESC RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND CURRENT ROW) AS s_desc FROM d ORDER BY dt, v

-- case: runs_nth_value_cume_dist
WITH runs(runner, race, secs) AS (VALUES ('kip', 'a', 600), ('kip', 'b', 580), ('kip', 'c', NULL), ('kip', 'd', 590), ('lou', 'a', 700), ('lou', 'b', NULL), ('mo', 'a', NULL)) SELECT runner, race, secs, nth_value(secs, 2) OVER w AS second_race, nth_value(secs, 2) IGNORE NULLS OVER (PARTITION BY runner ORDER BY race ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS second_timed, lead(secs, 2, -1) OVER (PARTITION BY runner ORDER BY race) AS in_two, lag(secs, 1, 0) IGNORE NULLS OVER (PARTITION BY runner ORDER BY race) AS last_timed, min(secs) OVER w AS best_so_far, percent_rank() OVER (PARTITION BY runner ORDER BY secs NULLS LAST) AS pr, cume_dist() OVER (PARTITION BY runner ORDER BY secs NULLS LAST) AS cd FROM runs WINDOW w AS (PARTITION BY runner ORDER BY race) ORDER BY runner, race

-- case: dept_emp_lateral
WITH dept(id, name) AS (VALUES (1, 'ops'), (2, 'dev'), (3, 'empty')), emp(dept_id, who, pay) AS (VALUES (1, 'x', 50), (1, 'y', 70), (1, 'z', 60), (2, 'p', 90), (2, 'q', 20)) SELECT d.name, top.who, top.pay, agg.total, agg.n FROM dept d LEFT JOIN LATERAL (SELECT e.who, e.pay FROM emp e WHERE e.dept_id = d.id ORDER BY e.pay DESC LIMIT 2) AS top ON TRUE CROSS JOIN LATERAL (SELECT sum(pay) AS total, count(*) AS n FROM emp e WHERE e.dept_id = d.id) AS agg ORDER BY d.name, top.pay DESC

-- case: plain_10
-- fails: ambiguous name
WITH a(id, created_at) AS (VALUES (1, DATE '2024-01-01'), (2, DATE '2024-01-02')), b(id, a_id, created_at) AS (VALUES (10, 1, DATE '2024-01-05'), (11, 1, DATE '2024-01-06')) SELECT a.id, count(b.id) AS n, max(created_at) AS last_at FROM a LEFT JOIN b ON b.a_id = a.id GROUP BY a.id ORDER BY a.id

-- case: row_number
-- fails: syntax error
SELECT user_id, plan, updated_at FROM (VALUES (1, 'free', DATE '2024-01-01'), (1, 'pro', DATE '2024-02-01'), (2, 'free', DATE '2024-01-15')) AS s (user_id, plan, updated_at) QUALIFY row_number() OVER (PARTITION BY user_id ORDER BY updated_at DESC) = 1 ORDER BY user_id

-- case: plain_11
-- fails: column not found
SELECT CASE WHEN amount >= 100 THEN 'big' ELSE 'small' END AS bucket, count(*) AS n, sum(amount) AS amount FROM (VALUES 20, 100, 250, 99) AS t (amount) GROUP BY bucket ORDER BY bucket

-- case: plain_12
-- fails: column not found
SELECT price, price * 0.2 AS vat, price + vat AS gross FROM (VALUES 10.00, 25.50) AS t (price) ORDER BY price

-- case: between
-- fails: not supported
SELECT d, count(DISTINCT user_id) OVER (ORDER BY d ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS wau FROM (VALUES (DATE '2024-01-01', 1), (DATE '2024-01-02', 2), (DATE '2024-01-03', 1)) AS t (d, user_id) ORDER BY d

-- case: logins_dense_rank_date_format
WITH logins(u, d) AS (VALUES (1, DATE '2023-12-30'), (1, DATE '2023-12-31'), (1, DATE '2024-01-01'), (1, DATE '2024-01-01'), (1, DATE '2024-01-04'), (2, DATE '2024-02-28'), (2, DATE '2024-02-29'), (2, DATE '2024-03-01'), (2, DATE '2024-03-02'), (3, DATE '2024-02-28')), uniq AS (SELECT DISTINCT u, d FROM logins), grp AS (SELECT u, d, date_add('day', -dense_rank() OVER (PARTITION BY u ORDER BY d), d) AS anchor FROM uniq), streaks AS (SELECT u, min(d) AS from_d, max(d) AS to_d, count(*) AS len FROM grp GROUP BY u, anchor) SELECT u, max(len) AS best, max_by(from_d, len) AS best_from, array_agg(CAST(len AS varchar) || '@' || date_format(from_d, '%m/%d') ORDER BY from_d) AS streaks, max(len) FILTER (WHERE to_d >= DATE '2024-03-01') AS current_len FROM streaks GROUP BY 1 ORDER BY best DESC, u

-- case: subs_join_using
WITH subs(acct, month, mrr) AS (VALUES ('a', DATE '2024-01-01', 100), ('a', DATE '2024-02-01', 150), ('a', DATE '2024-03-01', 120), ('b', DATE '2024-01-01', 50), ('b', DATE '2024-03-01', 50), ('c', DATE '2024-02-01', 30), ('c', DATE '2024-03-01', 30)), grid AS (SELECT acct, month FROM (SELECT DISTINCT acct FROM subs) CROSS JOIN (SELECT DISTINCT month FROM subs)), dense AS (SELECT acct, month, coalesce(mrr, 0) AS mrr FROM grid LEFT JOIN subs USING (acct, month)), moves AS (SELECT *, lag(mrr, 1, 0) OVER (PARTITION BY acct ORDER BY month) AS prev, coalesce(max(mrr) OVER (PARTITION BY acct ORDER BY month ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS ever FROM dense), typed AS (SELECT month, mrr - prev AS delta, CASE WHEN prev = 0 AND mrr > 0 AND ever = 0 THEN 'new' WHEN prev = 0 AND mrr > 0 THEN 'reactivation' WHEN prev > 0 AND mrr = 0 THEN 'churn' WHEN mrr > prev THEN 'expansion' WHEN mrr < prev THEN 'contraction' END AS kind FROM moves) SELECT month, coalesce(sum(delta) FILTER (WHERE kind = 'new'), 0) AS new_mrr, coalesce(sum(delta) FILTER (WHERE kind = 'reactivation'), 0) AS react, coalesce(sum(delta) FILTER (WHERE kind = 'expansion'), 0) AS expansion, coalesce(sum(delta) FILTER (WHERE kind = 'contraction'), 0) AS contraction, coalesce(sum(delta) FILTER (WHERE kind = 'churn'), 0) AS churn, sum(sum(delta)) OVER (ORDER BY month) AS ending_mrr FROM typed GROUP BY month ORDER BY month

-- case: holidays_tickets_week
WITH holidays(h) AS (VALUES DATE '2024-12-25', DATE '2024-12-26', DATE '2025-01-01'), tickets(id, opened, closed) AS (VALUES (1, DATE '2024-12-23', DATE '2024-12-30'), (2, DATE '2024-12-28', DATE '2024-12-29'), (3, DATE '2024-12-31', DATE '2025-01-06'), (4, DATE '2024-12-24', NULL)), expanded AS (SELECT t.id, t.opened, t.closed, x.d FROM tickets t LEFT JOIN UNNEST(sequence(t.opened, t.closed)) AS x (d) ON TRUE) SELECT e.id, e.opened, e.closed, count(e.d) AS calendar_days, count(e.d) FILTER (WHERE day_of_week(e.d) < 6 AND h.h IS NULL) AS business_days, year_of_week(max(e.d)) * 100 + week(max(e.d)) AS iso_week FROM expanded e LEFT JOIN holidays h ON h.h = e.d GROUP BY 1, 2, 3 ORDER BY 1

-- case: friends_union_exists
WITH friends(u1, u2) AS (VALUES (2, 1), (1, 3), (4, 1), (1, 5), (1, 6), (2, 6), (7, 2), (8, 3), (3, 9)), both_ways AS (SELECT u1, u2 FROM friends UNION SELECT u2, u1 FROM friends), total AS (SELECT count(DISTINCT u1) AS n FROM both_ways), mutual AS (SELECT a.u1 AS x, b.u1 AS y, count(*) AS common, array_agg(a.u2 ORDER BY a.u2) AS via FROM both_ways a JOIN both_ways b ON a.u2 = b.u2 AND a.u1 < b.u1 GROUP BY 1, 2) SELECT u1, count(*) AS degree, count(*) * 100.0 / max(n) AS popularity_percent, (SELECT max(common) FROM mutual m WHERE m.x = u1 AND EXISTS (SELECT 1 FROM both_ways w WHERE w.u1 = m.x AND w.u2 <> m.y)) AS most_common FROM both_ways CROSS JOIN total GROUP BY u1 ORDER BY degree DESC, u1

-- case: scores_stddev_pop_bool_and
-- fails: column not found
WITH scores(team, score) AS (VALUES ('a', 1), ('a', 3), ('a', 100), ('b', 2), ('b', 4), ('b', 6), ('b', 8), ('c', NULL), ('d', 7)), ordered AS (SELECT team, score, row_number() OVER (PARTITION BY team ORDER BY score) AS rn, count(*) OVER (PARTITION BY team) AS cnt FROM scores WHERE score IS NOT NULL), med AS (SELECT team, avg(score) AS median FROM ordered WHERE rn BETWEEN cnt / 2e0 AND cnt / 2e0 + 1 GROUP BY team) SELECT s.team, count(*) AS n_rows, count(score) AS n_scores, max(m.median) AS median, round(stddev_pop(score), 3) AS sd, round(var_samp(score), 3) AS var, bool_and(score > m.median) AS all_above, array_agg(score ORDER BY score NULLS FIRST) AS arr FROM scores s LEFT JOIN med m USING (team) GROUP BY 1 ORDER BY 1

-- case: split_to_map_map_entries_json_format
WITH kv(id, raw) AS (VALUES (1, 'utm_source=google&utm_medium=cpc&n=3'), (2, 'n=10&utm_source=bing'), (3, 'n=x'), (4, NULL)), m AS (SELECT id, split_to_map(raw, '&', '=') AS p FROM kv), enriched AS (SELECT id, p, map_concat(MAP(ARRAY['utm_source', 'utm_medium'], ARRAY['(direct)', '(none)']), coalesce(p, MAP())) AS full_p FROM m) SELECT id, full_p['utm_source'] AS src, full_p['utm_medium'] AS med, try_cast(element_at(p, 'n') AS integer) AS n, cardinality(p) AS keys, array_sort(map_keys(map_filter(full_p, (k, v) -> k LIKE 'utm%' AND v NOT LIKE '(%'))) AS known, array_join(transform(array_sort(map_entries(full_p)), e -> e[1] || ':' || e[2]), '|') AS flat, json_format(CAST(transform_values(full_p, (k, v) -> upper(v)) AS json)) AS js FROM enriched ORDER BY id

-- case: json_query_json_exists_json_object
SELECT doc_id, json_value(j, 'lax $.customer.name') AS name, json_value(j, 'lax $.total' RETURNING decimal(10, 2) DEFAULT 0.00 ON EMPTY DEFAULT -1.00 ON ERROR) AS total, json_query(j, 'lax $.items[*].sku' WITH ARRAY WRAPPER) AS skus, json_exists(j, 'strict $.items[0]?(@.qty > 1)') AS bulk_first, json_value(j, 'lax $.items.size()' RETURNING integer) AS n_items, json_object(KEY 'id' VALUE doc_id, KEY 'ok' VALUE true) AS obj FROM (VALUES (1, '{"customer":{"name":"Zoë"},"total":12.5,"items":[{"sku":"a","qty":2},{"sku":"b","qty":1}]}'), (2, '{"customer":null,"items":[{"sku":"c","qty":1}]}'), (3, '{"total":"oops","items":[]}')) AS t (doc_id, j) ORDER BY doc_id

-- case: msg_codepoint_chr
WITH msg(id, shift, txt) AS (VALUES (1, 3, 'Khoor, Zruog!'), (2, 13, 'Uryyb'), (3, 0, 'xyz'), (4, 25, 'a')), chars AS (SELECT id, shift, i, c, codepoint(CAST(c AS varchar(1))) AS cp FROM msg CROSS JOIN UNNEST(regexp_extract_all(txt, '.')) WITH ORDINALITY AS u (c, i)) SELECT id, array_join(array_agg(CASE WHEN cp BETWEEN 65 AND 90 THEN chr(65 + (cp - 65 - shift + 26) % 26) WHEN cp BETWEEN 97 AND 122 THEN chr(97 + (cp - 97 - shift + 26) % 26) ELSE c END ORDER BY i), '') AS plain, count_if(regexp_like(c, '[aeiouAEIOU]')) AS vowels, sum(cp) % 256 AS checksum FROM chars GROUP BY id ORDER BY id

-- case: flights_timezone_hour_timezone_minute
WITH flights(code, dep_utc, tz_from, tz_to, mins) AS (VALUES ('LH1', TIMESTAMP '2024-03-31 00:30:00 UTC', 'Europe/Berlin', 'Europe/London', 95), ('UA9', TIMESTAMP '2024-03-10 09:45:00 UTC', 'America/Los_Angeles', 'America/New_York', 320), ('JL5', TIMESTAMP '2023-12-31 16:00:00 UTC', 'Asia/Tokyo', 'America/Los_Angeles', 600), ('AI2', TIMESTAMP '2024-11-03 08:59:59 UTC', 'Asia/Kolkata', 'America/Los_Angeles', 1)), legs AS (SELECT code, at_timezone(dep_utc, tz_from) AS dep_local, at_timezone(date_add('minute', mins, dep_utc), tz_to) AS arr_local FROM flights) SELECT code, date_format(dep_local, '%Y-%m-%d %H:%i') AS dep, date_format(arr_local, '%Y-%m-%d %H:%i:%s') AS arr, timezone_hour(dep_local) AS off_h, timezone_minute(dep_local) AS off_m, date_diff('day', CAST(dep_local AS date), CAST(arr_local AS date)) AS day_shift, CAST(arr_local AS timestamp) - CAST(dep_local AS timestamp) AS wall_diff, format_datetime(arr_local, 'EEE h:mm a') AS pretty FROM legs ORDER BY code

-- case: vals_width_bucket_rpad
WITH vals(x) AS (VALUES 0, 3, 9, 10, 11, 25, 49, 50, NULL, -4), binned AS (SELECT x, width_bucket(x, 0, 50, 5) AS wb, x / 10 AS int_bin, x % 10 AS rem FROM vals), edges AS (SELECT b FROM UNNEST(sequence(0, 6)) AS t (b)) SELECT b, CASE b WHEN 0 THEN '<0' WHEN 6 THEN '>=50' ELSE format('[%d,%d)', (b - 1) * 10, b * 10) END AS label, count(x) AS n, rpad('', count(x), '#') AS bar, array_agg(x ORDER BY x) FILTER (WHERE x IS NOT NULL) AS members, min(int_bin) AS min_int_bin, min(rem) AS min_rem FROM edges LEFT JOIN binned ON wb = b GROUP BY b ORDER BY b

-- case: corr_covar_pop_checksum
SELECT device, count(*) AS n, round(regr_slope(y, x), 6) AS slope, round(regr_intercept(y, x), 6) AS intercept, round(corr(y, x), 6) AS r, round(covar_pop(y, x), 6) AS cov, round(geometric_mean(y), 4) AS gm, checksum(x) IS NOT NULL AS has_sum FROM (VALUES ('a', 1, 2), ('a', 2, 4), ('a', 3, 6), ('b', 1, 10), ('b', 2, 8), ('b', 4, 4), ('c', 5, 5), ('d', NULL, 3)) AS t (device, x, y) GROUP BY device ORDER BY device

-- case: bool_or_any_groups
WITH orders(id, customer, amount) AS (SELECT * FROM (VALUES (1, 'a', 10.0)) AS t (id, customer, amount) WHERE false), agg AS (SELECT count(*) AS n, sum(amount) AS s, max(customer) AS c, array_agg(id) AS ids, count_if(amount > 5) AS big, bool_or(id = 1) AS any_one, map_agg(id, customer) AS m FROM orders), grouped AS (SELECT customer, count(*) AS n FROM orders GROUP BY customer) SELECT agg.n, coalesce(s, 0) AS s, c, ids, big, any_one, m, (SELECT count(*) FROM grouped) AS groups, (SELECT n FROM grouped) AS scalar_empty, 5 > ALL (SELECT id FROM orders) AS vs_all, 5 = ANY (SELECT id FROM orders) AS vs_any, NULL IN (SELECT id FROM orders) AS null_in_empty, NULL NOT IN (SELECT id FROM orders) AS null_not_in_empty, EXISTS (SELECT 1 FROM orders) AS ex FROM agg

-- case: jan_feb_intersect
WITH jan(cust) AS (VALUES 'a', 'a', 'b', 'c', NULL), feb(cust) AS (VALUES 'a', 'c', 'c', 'd', NULL), kept AS (SELECT cust FROM jan INTERSECT SELECT cust FROM feb), left_us AS (SELECT cust FROM jan EXCEPT SELECT cust FROM feb), dup_kept AS (SELECT cust FROM jan INTERSECT ALL SELECT cust FROM feb), dup_left AS (SELECT cust FROM jan EXCEPT ALL SELECT cust FROM feb), tagged AS (SELECT 'kept' AS k, cust FROM kept UNION ALL SELECT 'left', cust FROM left_us UNION ALL SELECT 'kept_all', cust FROM dup_kept UNION ALL SELECT 'left_all', cust FROM dup_left UNION ALL SELECT 'anti', cust FROM jan WHERE cust NOT IN (SELECT cust FROM feb WHERE cust IS NOT NULL) UNION ALL SELECT 'anti_join', j.cust FROM jan j LEFT JOIN feb f ON f.cust = j.cust WHERE f.cust IS NULL) SELECT k, count(*) AS n, array_agg(cust ORDER BY cust NULLS LAST) AS custs FROM tagged GROUP BY k ORDER BY k

-- case: events_classifier_first
WITH events(u, ts, ev) AS (VALUES (1, 1, 'view'), (1, 2, 'view'), (1, 3, 'cart'), (1, 4, 'view'), (1, 5, 'buy'), (2, 1, 'cart'), (2, 2, 'view'), (3, 1, 'view'), (3, 2, 'cart'), (3, 3, 'cart')) SELECT u, ts, ev, cls, matched_views, first_cart FROM events MATCH_RECOGNIZE (PARTITION BY u ORDER BY ts MEASURES classifier() AS cls, FINAL count(v.ts) AS matched_views, FINAL first(c.ts) AS first_cart ALL ROWS PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (v+ c (o* b)?) DEFINE v AS ev = 'view', c AS ev = 'cart', o AS ev <> 'buy', b AS ev = 'buy') ORDER BY u, ts

-- case: collatz_union_recursive
WITH RECURSIVE collatz(seed, step, n) AS (SELECT s, 0, CAST(s AS bigint) FROM UNNEST(ARRAY[3, 5, 8, 1]) AS t (s) UNION ALL SELECT seed, step + 1, CASE WHEN n % 2 = 0 THEN n / 2 ELSE 3 * n + 1 END FROM collatz WHERE n > 1) SELECT seed, max(step) AS steps, max(n) AS peak, array_agg(n ORDER BY step) AS path FROM collatz GROUP BY seed ORDER BY steps, seed

-- case: day_day_of_week_last_day_of_month
WITH cal AS (SELECT d, day(d) AS dom, day_of_week(d) AS dow, date_trunc('week', d) AS wk FROM UNNEST(sequence(DATE '2024-02-01', last_day_of_month(DATE '2024-02-01'))) AS t (d)) SELECT wk, max(if(dow = 1, lpad(CAST(dom AS varchar), 2, ' '))) AS mo, max(if(dow = 2, lpad(CAST(dom AS varchar), 2, ' '))) AS tu, max(if(dow = 3, lpad(CAST(dom AS varchar), 2, ' '))) AS we, max(if(dow = 4, lpad(CAST(dom AS varchar), 2, ' '))) AS th, max(if(dow = 5, lpad(CAST(dom AS varchar), 2, ' '))) AS fr, max(if(dow = 6, lpad(CAST(dom AS varchar), 2, ' '))) AS sa, coalesce(max(if(dow = 7, lpad(CAST(dom AS varchar), 2, ' '))), '  ') AS su FROM cal GROUP BY wk ORDER BY wk

-- case: edge_quarter_day_of_year
WITH edge(label, d) AS (VALUES ('leap', DATE '2024-02-29'), ('eom', DATE '2023-01-31'), ('eoy', DATE '2020-12-31'), ('epoch', DATE '1970-01-01'), ('pre', DATE '1969-12-31'), ('far', DATE '9999-12-31')) SELECT label, d, date_add('year', -1, d) AS minus_1y, d - INTERVAL '1' MONTH AS minus_1m, date_add('month', 1, date_trunc('month', d) - INTERVAL '2' MONTH) AS prev_month_start, date_trunc('quarter', d) AS qtr, quarter(d) AS q, week(d) AS iso_wk, year_of_week(d) AS iso_yr, day_of_year(d) AS doy, date_diff('month', DATE '2023-01-31', d) AS months, date_diff('year', DATE '1970-01-01', d) AS years, to_unixtime(CAST(d AS timestamp)) AS epoch_s FROM edge ORDER BY d

-- case: mod_sign_abs
SELECT n, d, n / d AS q, n % d AS r, CAST(n AS decimal(10, 2)) / d AS dec_q, n / CAST(d AS decimal(5, 3)) AS dec_q2, round(CAST(n AS double) / d, 3) AS dbl_q, truncate(CAST(n AS double) / d) AS trunc_q, floor(CAST(n AS double) / d) AS floor_q, CAST(CAST(n AS double) / d AS integer) AS cast_q, mod(n, d) AS m, sign(n) * abs(n / d) AS s, TRY(n / (d - d)) AS div0 FROM (VALUES (7, 2), (-7, 2), (7, -2), (-7, -2), (5, 2), (0, 3), (NULL, 3)) AS t (n, d) ORDER BY n NULLS LAST, d

-- case: stock_moves_probe_histogram
WITH stock_moves(pallet, bin, ts) AS (VALUES ('p1', 'dock', 1), ('p1', 'A1', 5), ('p1', 'A2', 9), ('p2', 'dock', 2), ('p2', 'A1', 9), ('p3', 'dock', 3)), probe(t) AS (VALUES 0, 3, 9, 12), asof AS (SELECT p.t, m.pallet, max_by(m.bin, m.ts) AS bin, max(m.ts) AS since FROM probe p LEFT JOIN stock_moves m ON m.ts <= p.t GROUP BY p.t, m.pallet), occ AS (SELECT t, bin, count(pallet) AS pallets, histogram(since) AS h, multimap_agg(bin, pallet) FILTER (WHERE pallet = 'p1') AS mm FROM asof GROUP BY t, bin) SELECT t, bin, pallets, cardinality(h) AS distinct_since, element_at(mm, bin) AS p1_here, t - coalesce(reduce(map_keys(h), NULL, (s, x) -> coalesce(least(s, x), x), s -> s), t) AS oldest_age FROM occ ORDER BY t, bin NULLS FIRST

-- case: zip_with_flatten_ordinality
WITH m(r, vec) AS (VALUES (1, ARRAY[1, 2, 3]), (2, ARRAY[4, 5, 6])), cells AS (SELECT r, c, v FROM m CROSS JOIN UNNEST(vec) WITH ORDINALITY AS u (v, c)), transposed AS (SELECT c, array_agg(v ORDER BY r) AS col FROM cells GROUP BY c), gram AS (SELECT a.c AS i, b.c AS j, reduce(zip_with(a.col, b.col, (x, y) -> x * y), 0, (s, x) -> s + x, s -> s) AS dot FROM transposed a CROSS JOIN transposed b) SELECT i, array_agg(dot ORDER BY j) AS gram_row, sum(dot) FILTER (WHERE i = j) AS diag, sum(sum(dot) FILTER (WHERE i = j)) OVER (ORDER BY i) AS trace_so_far, flatten(array_agg(ARRAY[i, j] ORDER BY j)) AS idx FROM gram GROUP BY i ORDER BY i

-- case: people_levenshtein_distance_soundex
WITH people(id, name, email, phone) AS (VALUES (1, 'Jon Smith', 'JON@EX.com ', '+1 (555) 010-0001'), (2, 'John Smith', 'jon@ex.com', NULL), (3, 'J. Smyth', NULL, '555.010.0001'), (4, 'Ann Lee', 'ann@ex.com', ''), (5, 'Anne  Lee', 'anne@ex.com', '555-010-0009')), norm AS (SELECT id, lower(regexp_replace(trim(name), '\s+', ' ')) AS n, nullif(lower(trim(email)), '') AS e, nullif(substr(regexp_replace(coalesce(phone, ''), '\D', ''), -10), '') AS p FROM people), pairs AS (SELECT a.id AS a_id, b.id AS b_id, levenshtein_distance(a.n, b.n) AS dist, soundex(split_part(a.n, ' ', 2)) = soundex(split_part(b.n, ' ', 2)) AS sounds, coalesce(a.e = b.e, false) AS same_email, coalesce(a.p = b.p, false) AS same_phone FROM norm a JOIN norm b ON a.id < b.id), scored AS (SELECT *, if(same_email, 50, 0) + if(same_phone, 40, 0) + CASE WHEN dist <= 2 THEN 20 WHEN sounds THEN 10 ELSE 0 END AS score FROM pairs) SELECT a_id, b_id, dist, sounds, same_email, same_phone, score FROM scored WHERE score >= 20 ORDER BY score DESC, a_id, b_id
