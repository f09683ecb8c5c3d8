-- case: cloudtrail_logs_from_iso8601_timestamp
WITH cloudtrail_logs (eventtime, eventsource, eventname, awsregion, sourceipaddress, errorcode) AS (VALUES ('2024-03-01T10:15:00Z', 'iam.amazonaws.com', 'CreateUser', 'us-east-1', '198.51.100.7', CAST(NULL AS varchar)), ('2024-03-01T10:16:30Z', 's3.amazonaws.com', 'DeleteBucket', 'us-west-2', '203.0.113.9', 'AccessDenied'), ('2024-03-01T11:00:05Z', 'iam.amazonaws.com', 'DeleteUser', 'us-east-1', '198.51.100.7', 'AccessDenied'), ('2024-03-02T00:00:00Z', 'ec2.amazonaws.com', 'RunInstances', 'eu-west-1', '192.0.2.44', NULL)) SELECT ct.eventsource, count(*) AS events, count(ct.errorcode) AS errors, min(from_iso8601_timestamp(ct.eventtime)) AS first_seen FROM cloudtrail_logs ct WHERE from_iso8601_timestamp(ct.eventtime) < TIMESTAMP '2024-03-02 00:00:00 UTC' GROUP BY ct.eventsource ORDER BY ct.eventsource

-- case: json_extract_scalar
WITH cloudtrail_logs AS (SELECT * FROM (VALUES (CAST(ROW('IAMUser', 'AIDA1', 'arn:aws:iam::123456789012:user/alice', 'alice') AS ROW(type varchar, principalid varchar, arn varchar, username varchar)), 'ConsoleLogin', '{"ConsoleLogin":"Success"}', '{"MFAUsed":"No"}'), (CAST(ROW('Root', '123456789012', 'arn:aws:iam::123456789012:root', NULL) AS ROW(type varchar, principalid varchar, arn varchar, username varchar)), 'ConsoleLogin', '{"ConsoleLogin":"Failure"}', '{"MFAUsed":"Yes"}'), (CAST(ROW('IAMUser', 'AIDA2', 'arn:aws:iam::123456789012:user/bob', 'bob') AS ROW(type varchar, principalid varchar, arn varchar, username varchar)), 'AssumeRole', NULL, NULL)) AS t (useridentity, eventname, responseelements, additionaleventdata)) SELECT useridentity.type, coalesce(useridentity.username, '<root>') AS username, json_extract_scalar(responseelements, '$.ConsoleLogin') AS login_result, json_extract_scalar(additionaleventdata, '$.MFAUsed') = 'Yes' AS mfa FROM cloudtrail_logs WHERE eventname = 'ConsoleLogin' ORDER BY useridentity.arn DESC

-- case: vpc_flow_logs_array_agg_having
WITH vpc_flow_logs (srcaddr, dstaddr, dstport, protocol, bytes, action) AS (VALUES ('10.0.0.5', '10.0.1.9', 443, 6, BIGINT '5200', 'ACCEPT'), ('10.0.0.5', '10.0.1.9', 22, 6, 480, 'REJECT'), ('10.0.0.6', '10.0.1.9', 53, 17, 128, 'ACCEPT'), ('10.0.0.7', '10.0.2.1', 443, 6, 99000, 'ACCEPT'), ('10.0.0.5', '10.0.2.1', 3389, 6, 40, 'REJECT')) SELECT v.srcaddr, sum(v.bytes) FILTER (WHERE v.action = 'ACCEPT') AS accepted_bytes, count(*) FILTER (WHERE v.action = 'REJECT') AS rejected, array_agg(v.dstport ORDER BY v.dstport) AS ports FROM vpc_flow_logs AS v GROUP BY 1 HAVING sum(v.bytes) > 100 ORDER BY 2 DESC, v.srcaddr

-- case: day_of_week_from_unixtime_date_format
WITH vpc_flow_logs AS (SELECT t.* FROM (VALUES ('eni-0a1', 1709287200, 1709287260, 6), ('eni-0a1', 1709290800, 1709290859, 17), ('eni-0b2', 1709373600, 1709373661, 1)) t (interface_id, "start", "end", protocol)) SELECT day_of_week(from_unixtime("start")) AS dow, date_format(from_unixtime("start"), '%Y-%m-%d %H:%i:%s') AS start_ts, "end" - "start" AS secs, interface_id, CASE protocol WHEN 6 THEN 'tcp' WHEN 17 THEN 'udp' ELSE 'other' END AS proto FROM vpc_flow_logs WHERE interface_id LIKE 'eni-0%' ORDER BY "start", interface_id

-- case: alb_logs_url_extract_port_parse_datetime
WITH alb_logs (type, time, elb, client_ip, request_url, target_processing_time, elb_status_code) AS (VALUES ('https', '2024-05-01T00:00:01.123456Z', 'app/web/50dc', '203.0.113.1', 'https://www.example.com:443/cart?id=7&ref=mail', 0.25E0, 200), ('https', '2024-05-01T00:01:02.000001Z', 'app/web/50dc', '203.0.113.2', 'https://www.example.com:443/login', 1.5E0, 502), ('h2', '2024-05-01T00:01:59.999999Z', 'app/web/50dc', '203.0.113.1', 'https://www.example.com:443/cart?id=9', -1E0, 504)) SELECT url_extract_path(a.request_url) AS path, url_extract_parameter(a.request_url, 'id') AS id, url_extract_port(a.request_url) AS port, parse_datetime(a.time, 'yyyy-MM-dd''T''HH:mm:ss.SSSSSS''Z') AS ts, a.elb_status_code / 100 AS class FROM alb_logs a WHERE a.elb_status_code BETWEEN 200 AND 599 ORDER BY a.time

-- case: alb_logs_date_trunc_from_iso8601_timestamp_nanos
WITH alb_logs (time, client_ip, sent_bytes) AS (VALUES ('2018-05-30T12:00:00.186641Z', '192.168.131.39', 366), ('2018-05-30T12:59:59.500000Z', '192.168.131.40', 57), ('2018-05-31T00:00:00.000000Z', '192.168.131.39', 1024)) SELECT date_trunc('hour', from_iso8601_timestamp_nanos(l.time)) AS hour, sum(l.sent_bytes) AS sent_bytes, count(DISTINCT l.client_ip) AS clients FROM alb_logs l GROUP BY date_trunc('hour', from_iso8601_timestamp_nanos(l.time)) ORDER BY hour

-- case: url_decode_regexp_extract_between
WITH cloudfront_logs AS (SELECT * FROM (VALUES (DATE '2014-07-05', '15:00:00', 'LHR3', 4260, '10.0.0.15', 'GET', 200, 'Mozilla/5.0%20(Windows;%20U)'), (DATE '2014-07-05', '15:00:03', 'MIA3', 10, '10.0.0.15', 'GET', 304, 'Mozilla/5.0%20(MacOS)'), (DATE '2014-07-09', '15:10:00', 'LHR3', 4252, '10.0.0.8', 'POST', 200, 'curl/8.0%20(Linux)'), (DATE '2014-08-06', '15:10:00', 'SFO4', 4257, '10.0.0.9', 'GET', 404, '-')) AS cf ("date", "time", location, bytes, request_ip, method, status, user_agent)) SELECT url_decode(user_agent) AS user_agent, regexp_extract(url_decode(user_agent), '\(([^;)]+)', 1) AS os, COUNT(*) count FROM cloudfront_logs WHERE "date" BETWEEN DATE '2014-07-05' AND DATE '2014-08-05' GROUP BY user_agent ORDER BY os

-- case: s3_access_logs_try_cast_parse_datetime
WITH s3_access_logs (bucket_name, requestdatetime, remoteip, requester, operation, key, httpstatus, bytessent) AS (VALUES ('logs', '06/Feb/2019:00:00:38 +0000', '192.0.2.3', 'arn:aws:iam::1:user/a', 'REST.GET.OBJECT', 'a/b.gz', '200', '2662992'), ('logs', '06/Feb/2019:23:59:59 +0000', '192.0.2.4', '-', 'REST.DELETE.OBJECT', 'a/c.gz', '204', '-'), ('logs', '07/Feb/2019:01:02:03 +0000', '192.0.2.3', NULL, 'REST.PUT.OBJECT', 'd.gz', '403', '243')) SELECT s.requestdatetime, s.key, TRY_CAST(s.bytessent AS bigint) AS bytes, nullif(s.requester, '-') AS requester FROM s3_access_logs AS s WHERE parse_datetime(s.requestdatetime, 'dd/MMM/yyyy:HH:mm:ss Z') BETWEEN parse_datetime('2019-02-06:00:00:00', 'yyyy-MM-dd:HH:mm:ss') AND parse_datetime('2019-02-07:00:00:00', 'yyyy-MM-dd:HH:mm:ss') ORDER BY parse_datetime(s.requestdatetime, 'dd/MMM/yyyy:HH:mm:ss Z') DESC

-- case: waf_logs_from_unixtime_lateral
WITH waf_logs ("timestamp", action, terminatingruleid, httprequest) AS (VALUES (BIGINT '1576280412771', 'BLOCK', 'STMTest_SQLi', CAST(ROW('1.2.3.4', 'AU', ARRAY[ROW('Host', 'localhost:1989'), ROW('User-Agent', 'curl/7.61.1')], '/myUri') AS ROW(clientip varchar, country varchar, headers ARRAY(ROW(name varchar, value varchar)), uri varchar))), (1576280413000, 'ALLOW', 'Default_Action', CAST(ROW('5.6.7.8', 'US', ARRAY[ROW('host', 'example.com')], '/') AS ROW(clientip varchar, country varchar, headers ARRAY(ROW(name varchar, value varchar)), uri varchar)))) SELECT from_unixtime(w."timestamp" / 1000) AS ts, w.httprequest.clientip, lower(header.name) AS name, header.value FROM waf_logs w CROSS JOIN UNNEST(w.httprequest.headers) AS t (name, value) CROSS JOIN LATERAL (SELECT t.name, t.value) AS header ORDER BY w."timestamp", header.name DESC

-- case: waf_url_extract_host_lateral
WITH test_dataset AS (SELECT header FROM (VALUES ARRAY[CAST(ROW('Host', 'a.example.com') AS ROW(name varchar, value varchar)), CAST(ROW('Referer', 'https://x.org/p') AS ROW(name varchar, value varchar))], ARRAY[CAST(ROW('Referer', 'https://y.org/q') AS ROW(name varchar, value varchar))], ARRAY[CAST(ROW('referer', 'https://x.org/z') AS ROW(name varchar, value varchar))]) AS waf (headers) CROSS JOIN UNNEST(waf.headers) AS h (name, value) CROSS JOIN LATERAL (SELECT CAST(ROW(h.name, h.value) AS ROW(name varchar, value varchar)) AS header) AS x) SELECT COUNT(*) referer_count, url_extract_host(header.value) AS referer FROM test_dataset WHERE LOWER(header.name) = 'referer' GROUP BY url_extract_host(header.value) ORDER BY COUNT(*) DESC

-- case: guardduty_split_part_json_extract
WITH guardduty (id, findings) AS (VALUES ('f-1', '{"type":"UnauthorizedAccess:EC2/SSHBruteForce","severity":5.0,"service":{"count":12,"action":{"networkConnectionAction":{"remoteIpDetails":{"ipAddressV4":"198.51.100.1","country":{"countryName":"Peru"}}}}}}'), ('f-2', '{"type":"Recon:IAMUser/UserPermissions","severity":8,"service":{"count":1}}'), ('f-3', '{"type":"Policy:S3/BucketAnonymousAccessGranted","severity":"2"}')) SELECT g.id, split_part(json_extract_scalar(g.findings, '$.type'), ':', 1) AS purpose, CAST(json_extract_scalar(g.findings, '$.severity') AS double) AS severity, coalesce(CAST(json_extract(g.findings, '$.service.count') AS integer), 0) AS cnt, json_extract_scalar(g.findings, '$.service.action.networkConnectionAction.remoteIpDetails.country.countryName') AS country FROM guardduty g ORDER BY severity DESC

-- case: ans
WITH r53_rlogs AS (SELECT * FROM (VALUES ('2024-01-01T00:00:01Z', 'example.com.', 'A', 'NOERROR', ARRAY[CAST(ROW('93.184.216.34', 'A', 'IN') AS ROW(rdata varchar, type varchar, class varchar))]), ('2024-01-01T00:00:02Z', 'bad.example.', 'AAAA', 'NXDOMAIN', ARRAY[]), ('2024-01-01T00:00:03Z', 'www.example.com.', 'A', 'NOERROR', ARRAY[CAST(ROW('cdn.example.net.', 'CNAME', 'IN') AS ROW(rdata varchar, type varchar, class varchar)), CAST(ROW('192.0.2.80', 'A', 'IN') AS ROW(rdata varchar, type varchar, class varchar))])) t (query_timestamp, query_name, query_type, rcode, answers)) SELECT query_timestamp, query_name, rcode, ans.rdata, ans.type FROM r53_rlogs LEFT JOIN UNNEST(answers) AS ans (rdata, type, class) ON TRUE ORDER BY query_timestamp, ans.rdata

-- case: cur_month_year
WITH cur (line_item_product_code, line_item_usage_start_date, line_item_unblended_cost, line_item_line_item_type) AS (VALUES ('AmazonEC2', TIMESTAMP '2024-01-03 00:00:00', DECIMAL '12.3400000000', 'Usage'), ('AmazonEC2', TIMESTAMP '2024-01-04 00:00:00', DECIMAL '7.6600000000', 'Usage'), ('AmazonS3', TIMESTAMP '2024-02-01 00:00:00', DECIMAL '0.0230000000', 'Usage'), ('AmazonEC2', TIMESTAMP '2024-02-10 00:00:00', DECIMAL '-3.0000000000', 'Credit'), ('AWSLambda', TIMESTAMP '2024-02-11 00:00:00', NULL, 'Usage')) SELECT c.line_item_product_code, month(c.line_item_usage_start_date) AS month, round(sum(c.line_item_unblended_cost), 2) AS cost FROM cur c WHERE year(c.line_item_usage_start_date) = 2024 GROUP BY c.line_item_product_code, month(c.line_item_usage_start_date) HAVING sum(c.line_item_unblended_cost) <> 0 ORDER BY cost DESC, c.line_item_product_code

-- case: aws_config_json_array_contains_json_extract
WITH aws_config (accountid, configurationitem) AS (VALUES ('111122223333', '{"resourceType":"AWS::EC2::SecurityGroup","resourceId":"sg-1","configuration":{"ipPermissions":[{"fromPort":22,"ipRanges":["0.0.0.0/0"]},{"fromPort":443,"ipRanges":["10.0.0.0/8"]}]}}'), ('111122223333', '{"resourceType":"AWS::EC2::Instance","resourceId":"i-1","configuration":{}}')) SELECT c.accountid, json_extract_scalar(c.configurationitem, '$.resourceId') AS resourceid, json_extract_scalar(p.perm, '$.fromPort') AS fromport, json_array_contains(json_extract(p.perm, '$.ipRanges'), '0.0.0.0/0') AS open FROM aws_config c CROSS JOIN UNNEST(CAST(json_extract(c.configurationitem, '$.configuration.ipPermissions') AS ARRAY(JSON))) AS p (perm) WHERE json_extract_scalar(c.configurationitem, '$.resourceType') = 'AWS::EC2::SecurityGroup' ORDER BY CAST(json_extract_scalar(p.perm, '$.fromPort') AS integer)

-- case: ddb_export_array_join_array_sort
WITH ddb_export (item) AS (VALUES '{"Item":{"pk":{"S":"user#1"},"age":{"N":"42"},"tags":{"SS":["b","a"]},"active":{"BOOL":true}}}', '{"Item":{"pk":{"S":"user#2"},"age":{"NULL":true},"tags":{"SS":[]},"active":{"BOOL":false}}}') SELECT json_extract_scalar(d.item, '$.Item.pk.S') AS pk, CAST(json_extract_scalar(d.item, '$.Item.age.N') AS decimal(10,1)) AS age, array_join(array_sort(CAST(json_extract(d.item, '$.Item.tags.SS') AS array(varchar))), '|') AS tags, CAST(json_extract(d.item, '$.Item.active.BOOL') AS boolean) AS active FROM ddb_export d ORDER BY pk

-- case: iot_last_value_window
WITH iot (device_id, ts, temperature) AS (VALUES ('d1', TIMESTAMP '2024-06-01 00:00:00.000', 20.5), ('d1', TIMESTAMP '2024-06-01 00:05:00.000', 21.0), ('d1', TIMESTAMP '2024-06-01 00:15:00.000', 25.5), ('d2', TIMESTAMP '2024-06-01 00:01:00.000', 18.0), ('d2', TIMESTAMP '2024-06-01 00:02:00.000', NULL)) SELECT i.device_id, i.ts, i.temperature - lag(i.temperature) OVER w AS delta, date_diff('minute', lag(i.ts) OVER w, i.ts) AS gap_minutes, last_value(i.temperature) IGNORE NULLS OVER (PARTITION BY i.device_id ORDER BY i.ts ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS filled FROM iot i WINDOW w AS (PARTITION BY i.device_id ORDER BY i.ts) ORDER BY i.device_id, i.ts

-- case: cross_join
WITH dataset AS (SELECT 'engineering' AS department, ARRAY['Sharon', 'John', 'Bob', 'Sally'] AS users) SELECT department, names FROM dataset CROSS JOIN UNNEST(users) AS t(names) ORDER BY names

-- case: cross_join_again
WITH dataset AS (SELECT 'Engineering' AS department, ARRAY[MAP(ARRAY['first', 'last', 'age'], ARRAY['Bob', 'Smith', '40']), MAP(ARRAY['first', 'last', 'age'], ARRAY['Jane', 'Doe', '30']), MAP(ARRAY['first', 'last', 'age'], ARRAY['Billy', 'Smith', '8'])] AS people) SELECT names['first'] AS first_name, names['last'] AS last_name, department FROM dataset CROSS JOIN UNNEST(people) AS t(names) WHERE CAST(names['age'] AS integer) > 18 ORDER BY t.names['last'], 1

-- case: plain
WITH dataset AS (SELECT * FROM (VALUES ('engineering', 'Bob', 8), ('engineering', 'Sally', 14), ('legal', 'Judy', 10), ('legal', 'Tom', 3)) AS t (department, name, sales)), totals AS (SELECT dataset.department, sum(dataset.sales) AS sales FROM dataset GROUP BY dataset.department) SELECT d.department, d.name, d.sales, t.sales AS department_sales, round(100.0 * d.sales / t.sales, 1) AS pct FROM dataset d JOIN totals t ON d.department = t.department ORDER BY t.sales DESC, d.sales DESC

-- case: avg
WITH dataset AS (SELECT ARRAY[CAST(ROW('Bob', 38) AS ROW(name VARCHAR, age INTEGER)), CAST(ROW('Alice', 35) AS ROW(name VARCHAR, age INTEGER)), CAST(ROW('Jane', 27) AS ROW(name VARCHAR, age INTEGER))] AS users) SELECT name, age FROM dataset, UNNEST(users) AS u (name, age) WHERE age > (SELECT avg(e.age) FROM dataset d2, UNNEST(d2.users) AS e (n, age)) ORDER BY u.age

-- case: flatten_array_max_cardinality
WITH dataset AS (SELECT ARRAY[ARRAY[1,2,3,4], ARRAY[5,6,7,8], ARRAY[9,0]] AS items) SELECT flatten(items) AS all_items, array_max(flatten(items)) AS max_item, cardinality(items) AS n, items[1][2] AS elem, element_at(items, -1) AS last_array FROM dataset

-- case: array_max_array_min_transform
SELECT array_max(numbers) AS hi, array_min(numbers) AS lo, reduce(numbers, 0, (s, x) -> s + x, s -> s) AS total, filter(numbers, x -> x % 2 = 0) AS evens, transform(numbers, x -> x * x) AS squares FROM (VALUES ARRAY[3, 8, 5], ARRAY[2, 4], ARRAY[]) AS t(numbers) ORDER BY coalesce(reduce(numbers, 0, (s, x) -> s + x, s -> s), 0)

-- case: regexp_like_cross_join
WITH sites AS (SELECT * FROM (VALUES ('aws.amazon.com', ARRAY[ROW('compute', 3), ROW('storage', 1)]), ('docs.aws.amazon.com', ARRAY[ROW('guide', 7)])) v (hostname, flaggedactivity)) SELECT s.hostname, f.flag, f.cnt, sum(f.cnt) OVER (PARTITION BY s.hostname) AS host_total FROM sites s CROSS JOIN UNNEST(s.flaggedactivity) AS f (flag, cnt) WHERE regexp_like(s.hostname, '(^|\.)aws\.') ORDER BY s.hostname, f.cnt DESC

-- case: at_timezone_timezone_hour
SELECT t.tz, at_timezone(TIMESTAMP '2024-03-10 06:59:59 UTC', t.tz) AS before_dst, at_timezone(TIMESTAMP '2024-03-10 07:00:00 UTC', t.tz) AS after_dst, timezone_hour(at_timezone(TIMESTAMP '2024-03-10 07:00:00 UTC', t.tz)) AS offset_hours FROM (VALUES 'America/New_York', 'Europe/Paris', 'Asia/Kolkata') AS t (tz) ORDER BY t.tz

-- case: orders_last_day_of_month_extract
WITH orders (orderkey, custkey, totalprice, orderdate) AS (VALUES (1, 10, DECIMAL '100.50', DATE '2024-01-31'), (2, 10, DECIMAL '20.00', DATE '2024-02-29'), (3, 11, DECIMAL '75.25', DATE '2024-03-31'), (4, 12, DECIMAL '300.00', DATE '2023-12-31')) SELECT o.orderkey, o.orderdate, o.orderdate + INTERVAL '1' MONTH AS due, date_add('month', -1, o.orderdate) AS prev, last_day_of_month(o.orderdate) = o.orderdate AS is_eom, extract(QUARTER FROM o.orderdate) AS q FROM orders o ORDER BY o.orderdate DESC LIMIT 3

-- case: shipping_sets_grouping_sets
WITH shipping (origin_state, origin_zip, destination_state, package_weight) AS (VALUES ('California', 94131, 'New Jersey', 13), ('California', 94131, 'Colorado', 42), ('New Jersey', 7081, 'Connecticut', 225), ('California', 90210, 'Connecticut', 1337), ('New York', 10002, 'New Jersey', 3)) SELECT s.origin_state, s.destination_state, sum(s.package_weight) AS weight, grouping(s.origin_state, s.destination_state) AS g FROM shipping s GROUP BY GROUPING SETS ((s.origin_state), (s.destination_state), ()) ORDER BY grouping(s.origin_state, s.destination_state), s.origin_state, s.destination_state

-- case: grouping_rollup
WITH sales AS (SELECT * FROM (VALUES ('EU', 'web', 10), ('EU', 'store', 5), ('US', 'web', 8)) t (region, channel, amount)) SELECT coalesce(region, 'ALL') AS region, if(grouping(channel) = 1, 'total', channel) AS channel, sum(amount) AS amount FROM sales GROUP BY ROLLUP (region, channel) ORDER BY 1, 3 DESC, 2

-- case: lineitem_avg_interval
WITH lineitem (returnflag, linestatus, quantity, extendedprice, discount, tax, shipdate) AS (VALUES ('A', 'F', DECIMAL '17.00', DECIMAL '21168.23', DECIMAL '0.04', DECIMAL '0.02', DATE '1996-03-13'), ('A', 'F', DECIMAL '36.00', DECIMAL '45983.16', DECIMAL '0.09', DECIMAL '0.06', DATE '1996-04-12'), ('N', 'O', DECIMAL '8.00', DECIMAL '13309.60', DECIMAL '0.10', DECIMAL '0.02', DATE '1996-01-29'), ('N', 'O', DECIMAL '28.00', DECIMAL '28955.64', DECIMAL '0.09', DECIMAL '0.06', DATE '1999-04-21')) SELECT l.returnflag, l.linestatus, sum(l.quantity) AS sum_qty, sum(l.extendedprice * (1 - l.discount)) AS sum_disc_price, sum(l.extendedprice * (1 - l.discount) * (1 + l.tax)) AS sum_charge, avg(l.quantity) AS avg_qty, count(*) AS count_order FROM lineitem l WHERE l.shipdate <= DATE '1998-12-01' - INTERVAL '90' DAY GROUP BY l.returnflag, l.linestatus ORDER BY l.returnflag, l.linestatus

-- case: union_recursive
WITH RECURSIVE t(n, fact) AS (SELECT * FROM (VALUES (BIGINT '1', BIGINT '1')) AS s (n, fact) UNION ALL SELECT n + 1, fact * (n + 1) FROM t WHERE n < 6) SELECT t.n, t.fact FROM t WHERE t.n % 2 = 0 ORDER BY t.n DESC

-- case: orders_row_number
WITH orders (o_id, clerk, price) AS (VALUES (1, 'ann', 50), (2, 'ann', 70), (3, 'ben', 20), (4, 'ben', 90), (5, 'cid', 60)) SELECT * FROM (SELECT o.o_id, o.clerk, o.price, row_number() OVER (PARTITION BY o.clerk ORDER BY o.price DESC) AS rnk FROM orders o) ranked WHERE ranked.rnk = 1 ORDER BY ranked.price DESC

-- case: nation_region_exists
WITH nation (nationkey, name, regionkey) AS (VALUES (0, 'ALGERIA', 0), (1, 'ARGENTINA', 1), (2, 'BRAZIL', 1), (6, 'FRANCE', 3)), region (regionkey, name) AS (VALUES (0, 'AFRICA'), (1, 'AMERICA'), (2, 'ASIA'), (3, 'EUROPE')) SELECT name FROM region WHERE EXISTS (SELECT 1 FROM nation WHERE nation.regionkey = region.regionkey AND nation.name LIKE 'A%') ORDER BY region.name

-- case: nation_region
WITH nation (nationkey, name, regionkey) AS (VALUES (0, 'ALGERIA', 0), (1, 'ARGENTINA', 1), (2, 'BRAZIL', 1), (6, 'FRANCE', 3)), region (regionkey, name) AS (VALUES (0, 'AFRICA'), (1, 'AMERICA'), (2, 'ASIA'), (3, 'EUROPE')) SELECT r.name, (SELECT count(*) FROM nation n WHERE n.regionkey = r.regionkey) AS nations, (SELECT max(n.name) FROM nation n WHERE n.regionkey = r.regionkey) AS last_nation FROM region r ORDER BY (SELECT count(*) FROM nation n WHERE n.regionkey = r.regionkey) DESC, r.name

-- case: intersect
SELECT x FROM (VALUES 13, 42, 42, 7) AS t(x) INTERSECT SELECT y FROM (VALUES 42, 13, 99) AS u(y) ORDER BY x DESC

-- case: except
SELECT t.k, t.v FROM (VALUES (1, 'a'), (1, 'a'), (2, 'b'), (3, NULL)) t (k, v) EXCEPT SELECT 2, 'b' ORDER BY k

-- case: blocked_hits
WITH blocked (ip) AS (VALUES '10.0.0.1', NULL), hits (ip, n) AS (VALUES ('10.0.0.1', 3), ('10.0.0.2', 9)) SELECT h.ip, h.ip IN (SELECT b.ip FROM blocked b) AS is_blocked, h.ip NOT IN (SELECT b.ip FROM blocked b WHERE b.ip IS NOT NULL) AS is_clean FROM hits h ORDER BY h.n

-- case: plain_again
SELECT h.user_id, count(*) AS n FROM (VALUES (1, 'x'), (2, 'y')) h (user_id, page) WHERE h.user_id NOT IN (SELECT e.id FROM (VALUES 2, NULL) e (id)) GROUP BY h.user_id ORDER BY h.user_id

-- case: map_agg
WITH students AS (SELECT * FROM (VALUES ('ann', 'math', 90), ('ann', 'art', 75), ('bob', 'math', 60), ('cat', 'art', 88)) t (name, subject, score)) SELECT s.name, max(CASE WHEN s.subject = 'math' THEN s.score END) AS math, max(CASE WHEN s.subject = 'art' THEN s.score ELSE NULL END) AS art, map_agg(s.subject, s.score) AS scores FROM students s GROUP BY s.name ORDER BY max(CASE WHEN s.subject = 'math' THEN s.score END) DESC NULLS LAST

-- case: ordinality_cross_join
WITH m (id, math, art) AS (VALUES (1, 90, 75), (2, 60, NULL)) SELECT m.id, u.subject, u.score FROM m CROSS JOIN UNNEST(ARRAY['math', 'art'], ARRAY[m.math, m.art]) WITH ORDINALITY AS u (subject, score, pos) ORDER BY m.id, u.pos

-- case: tag_cross_join
SELECT key, value FROM (VALUES map(ARRAY['Environment', 'CostCenter', 'Owner'], ARRAY['prod', '1234', NULL])) AS t (resource_tags) CROSS JOIN UNNEST(t.resource_tags) AS tag (key, value) WHERE tag.value IS NOT NULL ORDER BY tag.key

-- case: sequence_visits_format_datetime
WITH calendar AS (SELECT CAST(d AS date) AS day FROM UNNEST(sequence(DATE '2024-02-27', DATE '2024-03-02', INTERVAL '1' DAY)) AS s (d)), visits (day, hits) AS (VALUES (DATE '2024-02-28', 4), (DATE '2024-03-01', 9)) SELECT c.day, coalesce(v.hits, 0) AS hits, sum(coalesce(v.hits, 0)) OVER (ORDER BY c.day) AS running, format_datetime(c.day, 'EEE') AS dow FROM calendar c LEFT JOIN visits v ON v.day = c.day ORDER BY c.day

-- case: events_lag_interval
WITH events (user_id, ts) AS (VALUES ('u1', TIMESTAMP '2024-01-01 10:00:00'), ('u1', TIMESTAMP '2024-01-01 10:10:00'), ('u1', TIMESTAMP '2024-01-01 11:00:00'), ('u2', TIMESTAMP '2024-01-01 10:05:00')), flagged AS (SELECT e.user_id, e.ts, CASE WHEN e.ts - lag(e.ts) OVER (PARTITION BY e.user_id ORDER BY e.ts) <= INTERVAL '30' MINUTE THEN 0 ELSE 1 END AS is_new FROM events e), sessions AS (SELECT f.*, sum(f.is_new) OVER (PARTITION BY f.user_id ORDER BY f.ts) AS session_id FROM flagged f) SELECT s.user_id, s.session_id, min(s.ts) AS session_start, max(s.ts) - min(s.ts) AS duration, count(*) AS events FROM sessions s GROUP BY s.user_id, s.session_id ORDER BY s.user_id, s.session_id

-- case: json_array_length_json_size_json_format
SELECT json_extract_scalar(j, '$.store.book[0].title') AS title, json_array_length(json_extract(j, '$.store.book')) AS n, json_size(j, '$.store') AS sz, json_format(json_extract(j, '$.store.book[1]')) AS second, json_extract_scalar(j, '$["a b"]') AS spaced FROM (VALUES '{"store":{"book":[{"title":"Sayings","price":8.95},{"price":12,"title":"Sword"}],"bicycle":{"color":"red"}},"a b":true}') AS t (j)

-- case: json_extract_cross_join
WITH dataset AS (SELECT '{"name": "Susan Smith", "org": "engineering", "projects": [{"name":"project1", "completed":false}, {"name":"project2", "completed":true}]}' AS blob) SELECT p.name, p.completed FROM dataset CROSS JOIN UNNEST(CAST(json_extract(blob, '$.projects') AS ARRAY(ROW(name VARCHAR, completed BOOLEAN)))) AS p (name, completed) ORDER BY p.completed, p.name

-- case: json_value_json_exists_json_query
SELECT t.id, json_value(t.doc, 'lax $.price' RETURNING decimal(6,2)) AS price, json_exists(t.doc, 'lax $.tags[*]?(@ == "new")') AS is_new, json_query(t.doc, 'lax $.tags' WITHOUT ARRAY WRAPPER) AS tags, json_value(t.doc, 'lax $.missing' DEFAULT 'n/a' ON EMPTY) AS missing FROM (VALUES (1, '{"price": 19.99, "tags": ["new", "hot"]}'), (2, '{"price": 5, "tags": []}')) AS t (id, doc) ORDER BY t.id

-- case: json_object_json_array
SELECT json_object('id' : t.id, 'name' : t.name, 'nick' : t.nick NULL ON NULL) AS obj, json_array(t.id, t.name, t.nick ABSENT ON NULL) AS arr FROM (VALUES (1, 'ann', 'a'), (2, 'bob', NULL)) AS t (id, name, nick) ORDER BY t.id

-- case: json_format_try_json_parse
SELECT CAST(MAP(ARRAY['k1', 'k2'], ARRAY[1, 23]) AS JSON) AS m, CAST(ARRAY[1, NULL, 3] AS JSON) AS a, json_format(CAST(ROW(123, 'abc', true) AS JSON)) AS r, CAST(JSON '{"k1":1,"k2":null}' AS MAP(VARCHAR, INTEGER)) AS back, TRY(json_parse('{bad')) AS bad

-- case: try_try_cast
SELECT t.s, TRY(CAST(t.s AS integer)) AS i, TRY_CAST(t.s AS date) AS d, coalesce(TRY(10 / CAST(t.s AS integer)), -1) AS q FROM (VALUES '5', '0', 'abc', '2024-02-30', '2024-02-29') AS t (s) ORDER BY t.s

-- case: regexp_split_regexp_count_regexp_position
SELECT regexp_extract_all('1a 2b 14m', '\d+') AS nums, regexp_extract('1a 2b 14m', '(\d+)([a-z]+)', 2) AS unit, regexp_replace('1a 2b 14m', '(\d+)([ab]) ', '3c$2 ') AS repl, regexp_split('1a 2b 14m', '\s*[a-z]+\s*') AS parts, regexp_count('1a 2b 14m', '\s*[a-z]+\s*') AS cnt, regexp_position('I have 23 apples, 5 pears and 13 oranges', '\b\d+\b', 5) AS pos, regexp_replace('new york', '(\w)(\w*)', x -> upper(x[1]) || lower(x[2])) AS titled

-- case: web_regexp_extract_date_parse
WITH web (line) AS (VALUES '203.0.113.5 - - [10/Oct/2023:13:55:36 -0700] "GET /index.html HTTP/1.1" 200 2326', '203.0.113.6 - bob [10/Oct/2023:14:00:00 -0700] "POST /api/v1/items HTTP/2.0" 503 17', 'garbage') SELECT regexp_extract(w.line, '^(\S+)', 1) AS ip, regexp_extract(w.line, '"(\w+) (\S+)', 2) AS uri, date_parse(regexp_extract(w.line, '\[([^ ]+)', 1), '%d/%b/%Y:%H:%i:%s') AS ts, CAST(regexp_extract(w.line, '" (\d{3}) ', 1) AS smallint) AS status FROM web w ORDER BY w.line

-- case: split_to_map_levenshtein_distance_reverse
SELECT split_to_map('a=1;b=2;c=', ';', '=') AS m, split('a,b,,c', ',', 3) AS parts, split_part('2024/05/17', '/', 2) AS mm, strpos('s3://bucket/key', '/', 2) AS p, substr('arn:aws:s3:::bucket', -6) AS tail, lpad('7', 3, '0') AS padded, translate('palhoça', 'ç', 'c') AS tr, levenshtein_distance('kitten', 'sitting') AS lev, reverse(trim('  xyz ')) AS rev

-- case: concat_ws_concat_starts_with
SELECT concat_ws(' / ', t.a, t.b, t.c) AS ws, concat(t.a, '-', coalesce(t.b, '?')) AS c, t.a || t.b AS piped, length(t.c) AS len, starts_with(t.c, 'z') AS sw FROM (VALUES ('x', NULL, 'zed'), ('y', 'b', '')) t (a, b, c) ORDER BY t.a

-- case: format
SELECT format('%s spent $%,.2f (%d%%)', t.name, t.amt, t.pct) AS msg, format('%05d|%-6s|', t.pct, t.name) AS padded FROM (VALUES ('ann', DECIMAL '12345.678', 45), ('bob', DECIMAL '0.500', 7)) AS t (name, amt, pct) ORDER BY t.pct

-- case: max_by_min_by_listagg
WITH t (region, rep, amt) AS (VALUES ('N', 'a', 10), ('N', 'b', 30), ('S', 'c', 20), ('S', 'd', 40), ('S', 'e', 5)) SELECT t.region, max_by(t.rep, t.amt) AS best, min_by(t.rep, t.amt) AS worst, max_by(t.rep, t.amt, 2) AS top2, listagg(t.rep, ',') WITHIN GROUP (ORDER BY t.amt DESC) AS reps, max(t.amt, 2) AS top_amts FROM t GROUP BY t.region ORDER BY sum(t.amt) DESC

-- case: dense_rank_cume_dist_ntile
WITH t (id, score) AS (VALUES (1, 100), (2, 90), (3, 90), (4, 70), (5, 60)) SELECT t.id, rank() OVER (ORDER BY t.score DESC) AS rnk, dense_rank() OVER (ORDER BY t.score DESC) AS drnk, percent_rank() OVER (ORDER BY t.score DESC) AS prnk, cume_dist() OVER (ORDER BY t.score DESC) AS cd, ntile(2) OVER (ORDER BY t.score DESC, t.id) AS half FROM t ORDER BY t.id

-- case: first_value_nth_value_lead
WITH px (sym, d, close) AS (VALUES ('AMZN', DATE '2024-01-02', DECIMAL '149.93'), ('AMZN', DATE '2024-01-03', DECIMAL '148.47'), ('AMZN', DATE '2024-01-04', DECIMAL '144.57'), ('AMZN', DATE '2024-01-08', DECIMAL '149.10')) SELECT px.d, px.close, avg(px.close) OVER (PARTITION BY px.sym ORDER BY px.d ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS ma3, count(*) OVER (PARTITION BY px.sym ORDER BY px.d RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND CURRENT ROW) AS two_day, first_value(px.close) OVER (PARTITION BY px.sym ORDER BY px.d) AS open, nth_value(px.close, 2) OVER (PARTITION BY px.sym ORDER BY px.d) AS second, lead(px.d, 1, DATE '9999-12-31') OVER (PARTITION BY px.sym ORDER BY px.d) AS next_d FROM px ORDER BY px.d

-- case: is_distinct
SELECT DISTINCT t.a, t.b FROM (VALUES (1, 'x'), (1, 'x'), (2, NULL), (2, NULL)) AS t (a, b) WHERE t.b IS DISTINCT FROM 'y' ORDER BY t.a DESC, t.b

-- case: avg_array_agg_bool_and
SELECT count(*) AS c, count(t.x) AS cx, sum(t.x) AS s, avg(t.x) AS a, max(t.x) AS m, array_agg(t.x) AS arr, bool_and(t.x > 0) AS b, coalesce(sum(t.x), 0) AS z FROM (VALUES 1, 2) AS t (x) WHERE t.x > 100

-- case: plain_thrice
SELECT t.g, sum(t.x) AS s FROM (VALUES ('a', 1), ('b', 2)) AS t (g, x) WHERE FALSE GROUP BY t.g ORDER BY t.g

-- case: using
WITH a AS (SELECT 1 AS id, 'left' AS src), b AS (SELECT * FROM (VALUES (1, 'right'), (2, 'only')) t (id, src)) SELECT id, a.src AS a_src, b.src AS b_src FROM a FULL OUTER JOIN b USING (id) ORDER BY id

-- case: plain_once_more
WITH e (id, name, mgr) AS (VALUES (1, 'Ada', CAST(NULL AS integer)), (2, 'Bo', 1), (3, 'Cy', 1), (4, 'Di', 3)) SELECT emp.name, boss.name AS manager, coalesce(boss.name, 'CEO') || '>' || emp.name AS path FROM e AS emp LEFT JOIN e AS boss ON emp.mgr = boss.id AND boss.name <> emp.name ORDER BY boss.name NULLS FIRST, emp.name

-- case: org_array_join_recursive
WITH RECURSIVE org (id, name, path, lvl) AS (SELECT v.id, CAST(v.name AS varchar), ARRAY[v.id], 0 FROM (VALUES (1, 'Ada')) v (id, name) UNION ALL SELECT c.id, CAST(c.name AS varchar), o.path || c.id, o.lvl + 1 FROM org o JOIN (VALUES (2, 'Bo', 1), (3, 'Cy', 1), (4, 'Di', 3)) c (id, name, mgr) ON c.mgr = o.id) SELECT o.name, o.lvl, array_join(o.path, '.') AS path FROM org o ORDER BY array_join(o.path, '.')

-- case: with_timezone_to_iso8601_at_time_zone
SELECT ts, ts AT TIME ZONE 'America/Los_Angeles' AS la, with_timezone(TIMESTAMP '2024-07-01 09:00:00', 'Asia/Tokyo') AS tokyo, to_iso8601(ts) AS iso, to_unixtime(ts) AS epoch, CAST(ts AT TIME ZONE 'Asia/Tokyo' AS date) AS tokyo_date FROM (VALUES TIMESTAMP '2024-06-30 22:30:00 UTC', TIMESTAMP '2024-07-01 01:00:00 +02:00') AS t (ts) ORDER BY t.ts DESC

-- case: week_year_of_week_day_of_year
SELECT date_diff('day', DATE '2024-02-28', DATE '2024-03-01') AS d, date_diff('month', TIMESTAMP '2024-01-31 00:00:00', TIMESTAMP '2024-02-29 00:00:00') AS m, date_trunc('week', DATE '2024-05-17') AS wk, week(DATE '2021-01-03') AS iso_week, year_of_week(DATE '2021-01-03') AS yow, day_of_year(DATE '2024-12-31') AS doy, INTERVAL '2' DAY + INTERVAL '3' HOUR AS iv, INTERVAL '1-6' YEAR TO MONTH AS ym, TIME '23:30:00' + INTERVAL '45' MINUTE AS wrap

-- case: to_milliseconds_parse_duration_human_readable_seconds
SELECT to_milliseconds(INTERVAL '1 02:03:04.567' DAY TO SECOND) AS ms, parse_duration('3.81 d') AS pd, human_readable_seconds(93784) AS hrs, INTERVAL '90' MINUTE * 2 AS three_hours, TIMESTAMP '2024-03-31 00:30:00.000' - INTERVAL '1' MONTH AS clipped, date_add('quarter', 1, DATE '2023-11-30') AS next_q

-- case: date_parse_format_datetime_from_iso8601_date
SELECT date_parse('2022/10/20/05', '%Y/%m/%d/%H') AS dp, date_format(TIMESTAMP '2022-10-20 05:10:00', '%m-%d-%Y %h %p') AS df, date_format(TIMESTAMP '2022-10-20 17:05:09.123', '%W, %e %M %y %T.%f') AS df2, format_datetime(TIMESTAMP '2022-10-20 17:05:09 UTC', 'yyyy-MM-dd''T''HH:mm:ssZZ') AS fd, from_iso8601_date('2020-W11') AS wk, from_iso8601_timestamp('2020-05-11T11:15:05.055+01:00') AS ts

-- case: typeof
SELECT typeof(t.a + t.b) AS add_type, t.a + t.b AS added, typeof(t.a * t.b) AS mul_type, t.a * t.b AS multiplied, t.a / t.b AS divided, t.a % t.b AS md, CAST(t.a AS decimal(4,1)) AS narrowed, CAST(t.a AS integer) AS as_int FROM (VALUES (DECIMAL '10.255', DECIMAL '3.5'), (DECIMAL '-10.555', DECIMAL '0.7')) AS t (a, b) ORDER BY t.a

-- case: ceiling_floor_infinity
SELECT round(-2.5) AS r1, round(2.345, 2) AS r2, truncate(DECIMAL '-12.789', 1) AS tr, ceiling(DECIMAL '1.01') AS ce, floor(-1.5E0) AS fl, mod(-7, 3) AS md, 7 / 2 AS idiv, 7 / 2.0 AS ddiv, power(2, 10) AS pw, sign(-3) AS sg, width_bucket(5.3E0, 0E0, 10E0, 5) AS wb, from_base('ff', 16) AS fb, to_base(255, 2) AS tb, greatest(1, 2.5, 2) AS gr, is_nan(nan()) AS isnan, infinity() AS inf

-- case: bit_count_bitwise_left_shift_bitwise_and_agg
SELECT bitwise_and(19, 25) AS ba, bitwise_or(19, 25) AS bo, bitwise_xor(19, 25) AS bx, bitwise_not(-12) AS bn, bit_count(9, 64) AS bc, bitwise_left_shift(BIGINT '7', 2) AS ls, bitwise_right_shift_arithmetic(-8, 1) AS rs, bitwise_and_agg(t.x) AS agg_and, bitwise_or_agg(t.x) AS agg_or FROM (VALUES 12, 10, 14) AS t (x)

-- case: from_utf8_from_base64_crc32
SELECT to_hex(md5(to_utf8(t.email))) AS email_md5, lower(to_hex(sha256(to_utf8(t.email)))) AS email_sha, to_base64(to_utf8(t.email)) AS b64, from_utf8(from_base64('QVdT')) AS dec, to_hex(to_big_endian_64(258)) AS be, crc32(to_utf8(t.email)) AS crc, length(to_utf8('é€')) AS nbytes FROM (VALUES 'a@example.com', 'b@example.org') AS t (email) ORDER BY t.email

-- case: zip_ngrams_combinations
SELECT array_distinct(ARRAY[3, 1, 3, NULL, 2]) AS ad, array_sort(ARRAY[3, NULL, 1], (x, y) -> CASE WHEN x IS NULL THEN -1 WHEN y IS NULL THEN 1 WHEN x < y THEN 1 WHEN x = y THEN 0 ELSE -1 END) AS s, array_except(ARRAY['a', 'b'], ARRAY['b']) AS ex, arrays_overlap(ARRAY[1, 2], ARRAY[2, 3]) AS ov, slice(ARRAY[1, 2, 3, 4], -2, 2) AS sl, zip(ARRAY[1, 2], ARRAY['x']) AS z, zip_with(ARRAY[1, 2], ARRAY[10, 20], (a, b) -> a * b) AS zw, ngrams(ARRAY['foo', 'bar', 'baz'], 2) AS ng, combinations(ARRAY[1, 2, 3], 2) AS comb, array_position(ARRAY['a', 'b'], 'b') AS ap, contains(ARRAY[1, NULL], 2) AS cn

-- case: map_filter_map_concat_map_from_entries
SELECT t.id, map_filter(t.m, (k, v) -> v > 1) AS mf, transform_values(t.m, (k, v) -> v * 10) AS tv, array_sort(map_keys(t.m)) AS ks, element_at(t.m, 'b') AS b, cardinality(t.m) AS n, map_concat(t.m, MAP(ARRAY['b'], ARRAY[99]))['b'] AS overridden FROM (VALUES (1, MAP(ARRAY['a', 'b'], ARRAY[1, 2])), (2, MAP(ARRAY['c'], ARRAY[3])), (3, map_from_entries(ARRAY[('b', 5)]))) AS t (id, m) ORDER BY t.id DESC

-- case: approx_distinct_every_checksum
WITH h (w) AS (VALUES 'error', 'warn', 'error', 'info', 'error') SELECT histogram(h.w) AS hist, histogram(h.w)['error'] AS errs, count_if(h.w <> 'info') AS not_info, approx_distinct(h.w) AS uniq, every(length(h.w) >= 4) AS all_long, checksum(h.w) IS NOT NULL AS has_sum FROM h

-- case: map_union_multimap_agg_reduce_agg
SELECT map_union(t.m) AS u, multimap_agg(t.k, t.v ORDER BY t.v) AS mm, reduce_agg(t.v, 0, (a, b) -> a + b, (a, b) -> a + b) AS s FROM (VALUES ('x', 1, MAP(ARRAY['p'], ARRAY[1])), ('x', 2, MAP(ARRAY['q'], ARRAY[2])), ('y', 3, NULL)) AS t (k, v, m)

-- case: corr_regr_intercept_approx_percentile
SELECT stddev_pop(t.x) AS sp, var_samp(t.x) AS vs, corr(t.y, t.x) AS cr, regr_slope(t.y, t.x) AS slope, regr_intercept(t.y, t.x) AS icpt, geometric_mean(t.x) > 0 AS gm, approx_percentile(t.x, 0.5) AS p50 FROM (VALUES (1E0, 2E0), (2E0, 4E0), (3E0, 6E0)) AS t (x, y)

-- case: between_interval
WITH security_lake AS (SELECT * FROM (VALUES (TIMESTAMP '2024-04-01 00:00:00.000000', 'us_east_1', CAST(ROW('CreateAccessKey', CAST(ROW('iam.amazonaws.com') AS ROW(name varchar))) AS ROW(operation varchar, service ROW(name varchar))), CAST(ROW('203.0.113.77', 443) AS ROW(ip varchar, port integer)), 'Failure'), (TIMESTAMP '2024-04-01 01:30:00.000000', 'eu_west_1', CAST(ROW('GetObject', CAST(ROW('s3.amazonaws.com') AS ROW(name varchar))) AS ROW(operation varchar, service ROW(name varchar))), CAST(ROW('198.51.100.3', NULL) AS ROW(ip varchar, port integer)), 'Success')) t (time_dt, region, api, src_endpoint, status)) SELECT time_dt, api.service.name AS service_name, api.operation, security_lake.src_endpoint.ip, src_endpoint.port IS NULL AS no_port FROM security_lake WHERE time_dt BETWEEN TIMESTAMP '2024-04-02 00:00:00' - INTERVAL '7' DAY AND TIMESTAMP '2024-04-02 00:00:00' ORDER BY security_lake.time_dt DESC

-- case: flows_contains
WITH flows (srcaddr, bytes) AS (VALUES ('10.0.1.15', 100), ('10.0.200.7', 900), ('192.168.3.3', 50), ('8.8.8.8', 7)) SELECT CASE WHEN contains('10.0.0.0/16', CAST(f.srcaddr AS ipaddress)) THEN 'vpc' WHEN contains('192.168.0.0/16', CAST(f.srcaddr AS ipaddress)) THEN 'office' ELSE 'internet' END AS origin, count(*) AS n, sum(f.bytes) AS bytes FROM flows f GROUP BY CASE WHEN contains('10.0.0.0/16', CAST(f.srcaddr AS ipaddress)) THEN 'vpc' WHEN contains('192.168.0.0/16', CAST(f.srcaddr AS ipaddress)) THEN 'office' ELSE 'internet' END ORDER BY sum(f.bytes) DESC

-- case: plain_further
SELECT t.ip FROM (VALUES '10.0.0.10', '10.0.0.9', '9.255.0.1', '2001:db8::1') AS t (ip) ORDER BY CAST(t.ip AS ipaddress)

-- case: element_at
WITH cur AS (SELECT line_item_resource_id, cost, tags FROM (VALUES ('i-1', DECIMAL '1.10', MAP(ARRAY['user_team'], ARRAY['data'])), ('i-2', DECIMAL '2.25', MAP(ARRAY['user_team'], ARRAY['web'])), ('i-3', DECIMAL '0.65', MAP()), ('i-4', DECIMAL '4.00', MAP(ARRAY['user_team'], ARRAY['data']))) x (line_item_resource_id, cost, tags)) SELECT COALESCE(element_at(cur.tags, 'user_team'), 'untagged') AS team, SUM(cur.cost) AS cost, CAST(100 * SUM(cur.cost) / SUM(SUM(cur.cost)) OVER () AS decimal(5,2)) AS pct FROM cur GROUP BY 1 ORDER BY SUM(cur.cost) DESC

-- case: monthly_date_format_abs
WITH monthly (billing_period, product, cost) AS (VALUES ('2024-01', 'EC2', 100.00), ('2024-02', 'EC2', 130.00), ('2024-01', 'S3', 20.00), ('2024-02', 'S3', 15.00), ('2024-02', 'RDS', 44.00)), cmp AS (SELECT m.product, m.billing_period, m.cost, lag(m.cost, 1, 0) OVER (PARTITION BY m.product ORDER BY m.billing_period) AS prev_cost FROM monthly m) SELECT cmp.product, cmp.cost, cmp.cost - cmp.prev_cost AS change, round((cmp.cost - cmp.prev_cost) / nullif(cmp.prev_cost, 0) * 100, 1) AS pct_change FROM cmp WHERE cmp.billing_period = date_format(DATE '2024-02-01', '%Y-%m') ORDER BY abs(cmp.cost - cmp.prev_cost) DESC

-- case: plain_6
WITH ct (eventtime, username, sourceipaddress) AS (VALUES ('2024-01-01T08:00:00Z', 'alice', '1.1.1.1'), ('2024-01-01T09:00:00Z', 'alice', '2.2.2.2'), ('2024-01-02T08:00:00Z', 'bob', '3.3.3.3'), ('2024-01-03T08:00:00Z', 'alice', '1.1.1.1')) SELECT a.username, a.eventtime, a.sourceipaddress FROM ct a WHERE a.eventtime = (SELECT max(b.eventtime) FROM ct b WHERE b.username = a.username) ORDER BY a.username

-- case: lateral
SELECT a.k, a.v AS a_v, b.v AS b_v FROM (VALUES (1, 'x'), (2, 'y'), (3, NULL)) AS a (k, v) LEFT JOIN LATERAL (SELECT c.v FROM (VALUES (1, 'p'), (2, 'q')) AS c (k, v) WHERE c.k = a.k) AS b ON TRUE ORDER BY a.k DESC

-- case: length_fetch_offset
WITH iplist AS (SELECT * FROM (VALUES ('GET', 200, 12), ('GET', 404, 3), ('POST', 200, 5), ('PUT', 500, 1)) t (method, status, hits)) SELECT u.label, sum(u.hits) AS hits FROM (SELECT method AS label, hits FROM iplist UNION ALL SELECT CAST(status AS varchar), iplist.hits FROM iplist) u GROUP BY u.label HAVING sum(u.hits) >= 3 ORDER BY length(u.label), u.label OFFSET 1 ROWS FETCH NEXT 3 ROWS ONLY

-- case: all_any_fetch
SELECT t.name, t.price FROM (VALUES ('a', 10), ('b', 30), ('c', 30), ('d', 40)) t (name, price) WHERE t.price >= ALL (SELECT p FROM (VALUES 10, 30) x (p)) AND t.price <> ANY (VALUES 40) ORDER BY t.price DESC, t.name FETCH FIRST 1 ROW ONLY

-- case: logs_date_parse_concat
SELECT year, month, day, count(*) AS n FROM (VALUES ('2024', '01', '09'), ('2024', '01', '10'), ('2024', '01', '10'), ('2023', '12', '31')) AS logs (year, month, day) WHERE date_parse(logs.year || '-' || logs.month || '-' || logs.day, '%Y-%m-%d') >= TIMESTAMP '2023-12-31 00:00:00' GROUP BY year, month, day ORDER BY concat(logs.year, logs.month, logs.day) DESC

-- case: funnel_count_if_filter
WITH funnel (user_id, step, ts) AS (VALUES (1, 'view', 1), (1, 'cart', 2), (1, 'buy', 3), (2, 'view', 1), (2, 'cart', 5), (3, 'view', 2)), per_user AS (SELECT f.user_id, min(f.ts) FILTER (WHERE f.step = 'view') AS t_view, min(f.ts) FILTER (WHERE f.step = 'cart') AS t_cart, min(f.ts) FILTER (WHERE f.step = 'buy') AS t_buy FROM funnel f GROUP BY f.user_id) SELECT count(p.t_view) AS views, count_if(p.t_cart > p.t_view) AS carts, count_if(p.t_buy > p.t_cart) AS buys, CAST(count(p.t_buy) AS double) / count(*) AS conversion FROM per_user p

-- case: signup_activity_date_trunc
WITH signup (uid, d) AS (VALUES (1, DATE '2024-01-05'), (2, DATE '2024-01-20'), (3, DATE '2024-02-02')), activity (uid, d) AS (VALUES (1, DATE '2024-01-06'), (1, DATE '2024-02-10'), (2, DATE '2024-03-01'), (3, DATE '2024-02-03')) SELECT date_trunc('month', s.d) AS cohort, date_diff('month', date_trunc('month', s.d), date_trunc('month', a.d)) AS month_no, count(DISTINCT a.uid) AS users FROM signup s JOIN activity a ON a.uid = s.uid GROUP BY date_trunc('month', s.d), date_diff('month', date_trunc('month', s.d), date_trunc('month', a.d)) ORDER BY date_trunc('month', s.d), 2

-- case: date_add_row_number
WITH d (grp, day) AS (VALUES ('a', DATE '2024-01-01'), ('a', DATE '2024-01-02'), ('a', DATE '2024-01-04'), ('b', DATE '2024-01-01')), isl AS (SELECT d.grp, d.day, date_add('day', -CAST(row_number() OVER (PARTITION BY d.grp ORDER BY d.day) AS integer), d.day) AS anchor FROM d) SELECT isl.grp, min(isl.day) AS from_day, max(isl.day) AS to_day, count(*) AS len FROM isl GROUP BY isl.grp, isl.anchor ORDER BY isl.grp, min(isl.day)

-- case: json_parse_ordinality_cross_join
SELECT o.id, li.sku, li.qty, li.n FROM (VALUES ('o1', '[{"sku":"A1","qty":2},{"sku":"B2","qty":1}]'), ('o2', '[]'), ('o3', NULL)) AS o (id, items) CROSS JOIN UNNEST(CAST(json_parse(o.items) AS array(row(sku varchar, qty integer)))) WITH ORDINALITY AS li (sku, qty, n) WHERE li.qty > 0 ORDER BY o.id, li.n

-- case: plain_7
SELECT t.label, CAST(t.v AS varchar) AS txt, t.v = CAST(t.v AS integer) AS is_int FROM (VALUES ('pi', 3.14E0), ('big', 1.0E10), ('small', 1.0E-5), ('two', 2E0), ('null', NULL)) AS t (label, v) WHERE t.v < 1000 OR t.v IS NULL ORDER BY t.v NULLS FIRST

-- case: plain_8
SELECT CAST(DATE '2024-05-17' AS timestamp) AS ts, CAST(TIMESTAMP '2024-05-17 10:11:12.345' AS varchar) AS txt, CAST(TIMESTAMP '2024-05-17 23:59:59.999' AS date) AS d, CAST('10:11:12' AS time) AS tm, CAST(TRUE AS integer) AS one, CAST('t' AS boolean) AS b, CAST(12.5 AS varchar) AS dec_txt, CAST(DECIMAL '2.5' AS bigint) AS rounded, CAST(1e0 AS varchar) AS dbl_txt, CAST(ARRAY[1, 2] AS array(varchar)) AS arr

-- case: like_between
SELECT u.username, u.path LIKE '%100\%%' ESCAPE '\' AS has_pct, u.path NOT LIKE '/a_b%' AS not_ab, u.username BETWEEN 'a' AND 'm' AS first_half FROM (VALUES ('bob', '/a_b/100%/x'), ('zed', '/axb/1000'), ('kim', NULL)) AS u (username, path) ORDER BY u.username

-- case: avg_format_cross_join
WITH q (query_id, state, queued_ms, exec_ms) AS (VALUES ('q1', 'SUCCEEDED', 120, 4300), ('q2', 'FAILED', 80, 15), ('q3', 'SUCCEEDED', 30, 700), ('q4', 'CANCELLED', 0, 0)), stats AS (WITH ok AS (SELECT q.* FROM q WHERE q.state = 'SUCCEEDED') SELECT count(*) AS n, avg(ok.exec_ms) AS avg_ms, max(ok.exec_ms) AS max_ms FROM ok) SELECT q.query_id, q.exec_ms, stats.avg_ms, q.exec_ms > stats.avg_ms AS slow, format('%.1f%%', 100e0 * q.exec_ms / stats.max_ms) AS pct_of_max FROM q CROSS JOIN stats ORDER BY q.exec_ms DESC, q.query_id

-- case: lower
SELECT lower(t.name) AS name, sum(t.qty) AS qty FROM (VALUES ('Apple', 1), ('APPLE', 2), ('pear', 7)) AS t (name, qty) GROUP BY lower(t.name) ORDER BY lower(t.name)

-- case: plain_9
SELECT t.v AS k, -t.k AS v FROM (VALUES (1, 'c'), (2, 'b'), (3, 'a')) AS t (k, v) ORDER BY t.k, v

-- case: sequence
SELECT s.n, CASE WHEN s.n % 15 = 0 THEN 'FizzBuzz' WHEN s.n % 5 = 0 THEN 'Buzz' WHEN s.n % 3 = 0 THEN 'Fizz' ELSE CAST(s.n AS varchar) END AS fb FROM UNNEST(sequence(9, 15, 2), sequence(1, 3)) AS s (n, i) WHERE s.i IS NOT NULL OR s.n = 15 ORDER BY s.n

-- case: except_union
WITH a (x) AS (VALUES 1, 2, 2, 3), b (x) AS (VALUES 2, 3, 4) (SELECT a.x, 'a' AS src FROM a UNION SELECT b.x, 'b' FROM b) EXCEPT SELECT 3, s FROM (VALUES 'a', 'b') v (s) ORDER BY x, src

-- case: cube
SELECT t.dept, t.n FROM (SELECT e.dept, count(*) AS n FROM (VALUES ('it', 1), ('it', 2), ('hr', 3)) e (dept, id) GROUP BY CUBE (e.dept)) t WHERE t.n > 1 ORDER BY t.n DESC

-- case: plain_10
-- fails: expression not aggregate
SELECT l.elb, l.status, count(*) AS n FROM (VALUES ('app/a', 200), ('app/a', 500), ('app/b', 200)) AS l (elb, status) GROUP BY l.elb ORDER BY l.elb

-- case: plain_11
-- fails: type mismatch
SELECT t.id FROM (VALUES (1, '42'), (2, '7')) AS t (id, code) WHERE t.code = 42 ORDER BY t.id

-- case: plain_12
-- fails: column not found
SELECT h.host, count(*) AS requests FROM (VALUES 'a.com', 'b.com', 'a.com') AS h (host) WHERE requests > 1 GROUP BY h.host ORDER BY requests

-- case: plain_13
SELECT r.id, r.x.a, r.x[2] AS second, (r.x).b || '!' AS shout, r.x = ROW(1, 'one') AS same FROM (VALUES (10, CAST(ROW(1, 'one') AS ROW(a integer, b varchar))), (20, CAST(ROW(2, NULL) AS ROW(a integer, b varchar)))) AS r (id, x) ORDER BY r.x.a DESC

-- case: json_query_json_exists_src
SELECT src.id, json_query(src.doc, 'lax $.people[*].name' WITH ARRAY WRAPPER) AS names, json_value(src.doc, 'lax $.people[0].addr.zip' RETURNING integer DEFAULT 0 ON EMPTY) AS zip, json_exists(src.doc, 'strict $.people[5]' FALSE ON ERROR) AS sixth FROM (VALUES (1, '{"people":[{"name":"Ann","addr":{"zip":94131}},{"name":"Bob"}]}'), (2, '{"people":[]}')) AS src (id, doc) ORDER BY src.id DESC

-- case: trim_split_part_date_trunc
WITH src AS (SELECT * FROM (VALUES (1, 'alice@EXAMPLE.com ', TIMESTAMP '2024-01-03 10:15:00', false), (1, 'alice@example.com', TIMESTAMP '2024-02-01 08:00:00', false), (2, ' Bob@shop.io', TIMESTAMP '2024-01-05 12:30:00', false), (3, NULL, TIMESTAMP '2024-01-09 00:00:00', true)) AS v (id, email, _fivetran_synced, _fivetran_deleted)), fields AS (SELECT src.id AS customer_id, lower(trim(src.email)) AS email, src._fivetran_synced, coalesce(src._fivetran_deleted, false) AS is_deleted FROM src), ranked AS (SELECT fields.*, row_number() OVER (PARTITION BY fields.customer_id ORDER BY fields._fivetran_synced DESC) AS rn FROM fields), final AS (SELECT ranked.customer_id, ranked.email, split_part(ranked.email, '@', 2) AS email_domain, ranked._fivetran_synced, ranked.is_deleted FROM ranked WHERE ranked.rn = 1) SELECT final.customer_id, final.email, final.email_domain, date_trunc('month', final._fivetran_synced) AS synced_month, final.is_deleted FROM final ORDER BY final.customer_id

-- case: lead_to_hex_md5
WITH "customers_snapshot" AS (SELECT * FROM (VALUES (10, 'free', TIMESTAMP '2024-01-01 00:00:00'), (10, 'pro', TIMESTAMP '2024-03-15 09:00:00'), (10, 'enterprise', TIMESTAMP '2024-06-01 00:00:00'), (11, 'free', TIMESTAMP '2024-02-10 18:45:30')) AS t ("customer_id", "plan", "updated_at")), "scd" AS (SELECT "customer_id", "plan", "updated_at" AS "dbt_valid_from", lead("updated_at") OVER (PARTITION BY "customer_id" ORDER BY "updated_at") AS "dbt_valid_to" FROM "customers_snapshot") SELECT "scd"."customer_id", "scd"."plan", "scd"."dbt_valid_from", coalesce("scd"."dbt_valid_to", TIMESTAMP '9999-12-31 00:00:00') AS "dbt_valid_to", "scd"."dbt_valid_to" IS NULL AS "is_current", lower(to_hex(md5(to_utf8(coalesce(CAST("scd"."customer_id" AS varchar), '_dbt_utils_surrogate_key_null_') || '-' || coalesce("scd"."plan", '_dbt_utils_surrogate_key_null_'))))) AS "dbt_scd_id" FROM "scd" ORDER BY 1, 3

-- case: subscriptions_sequence_count_if
WITH subscriptions (account_id, start_month, end_month, mrr) AS (VALUES (1, DATE '2024-01-01', DATE '2024-04-01', 100), (2, DATE '2024-02-01', CAST(NULL AS date), 250), (3, DATE '2024-01-01', DATE '2024-02-01', 40)), months AS (SELECT m AS month_start FROM UNNEST(sequence(DATE '2024-01-01', DATE '2024-05-01', INTERVAL '1' MONTH)) AS u (m)), spine AS (SELECT s.account_id, months.month_start, CASE WHEN months.month_start >= s.start_month AND (s.end_month IS NULL OR months.month_start < s.end_month) THEN s.mrr ELSE 0 END AS mrr FROM subscriptions s CROSS JOIN months), changes AS (SELECT spine.account_id, spine.month_start, spine.mrr, coalesce(lag(spine.mrr) OVER (PARTITION BY spine.account_id ORDER BY spine.month_start), 0) AS prev_mrr FROM spine) SELECT changes.month_start, sum(changes.mrr) AS mrr, sum(changes.mrr - changes.prev_mrr) FILTER (WHERE changes.prev_mrr = 0 AND changes.mrr > 0) AS new_mrr, sum(changes.mrr - changes.prev_mrr) FILTER (WHERE changes.prev_mrr > 0 AND changes.mrr = 0) AS churned_mrr, count_if(changes.mrr > 0) AS active_accounts FROM changes GROUP BY 1 ORDER BY 1

-- case: upper_length
SELECT t.id, upper(t.name) AS name, length(t.name) AS id_len, t.id % 3 AS bucket FROM (VALUES (4, 'delta'), (1, 'Charlie'), (3, 'alpha'), (2, 'bravo')) AS t (id, name) ORDER BY t.name

-- case: row_number
WITH touches AS (SELECT * FROM (VALUES ('u1', 'google', TIMESTAMP '2024-05-01 09:00:00'), ('u1', 'facebook', TIMESTAMP '2024-05-03 10:00:00'), ('u1', 'email', TIMESTAMP '2024-05-05 11:00:00'), ('u2', 'email', TIMESTAMP '2024-05-02 08:00:00'), ('u3', 'google', TIMESTAMP '2024-05-04 20:00:00'), ('u3', 'direct', TIMESTAMP '2024-05-09 20:00:00')) AS x (user_id, channel, touched_at)), conversions AS (SELECT * FROM (VALUES ('u1', TIMESTAMP '2024-05-05 12:00:00', DECIMAL '120.00'), ('u2', TIMESTAMP '2024-05-02 09:30:00', DECIMAL '45.50'), ('u3', TIMESTAMP '2024-05-06 00:00:00', DECIMAL '80.00')) AS c (user_id, converted_at, revenue)), joined AS (SELECT t.user_id, t.channel, t.touched_at, c.revenue, row_number() OVER (PARTITION BY t.user_id ORDER BY t.touched_at) AS pos, count(*) OVER (PARTITION BY t.user_id) AS total FROM touches t JOIN conversions c ON t.user_id = c.user_id AND t.touched_at <= c.converted_at), weighted AS (SELECT j.channel, CASE WHEN j.total = 1 THEN DECIMAL '1.0' WHEN j.total = 2 THEN DECIMAL '0.5' WHEN j.pos = 1 OR j.pos = j.total THEN DECIMAL '0.4' ELSE DECIMAL '0.2' END AS weight, j.revenue FROM joined j) SELECT w.channel, sum(w.weight) AS touches, sum(w.weight * w.revenue) AS attributed_revenue FROM weighted w GROUP BY w.channel ORDER BY attributed_revenue DESC, w.channel

-- case: date_trunc_count_distinct_from_iso8601_timestamp
SELECT date_trunc('week', o.order_ts) AS "__timestamp", o.region AS "region", sum(o.amount) AS "SUM(amount)", count(DISTINCT o.customer) AS "COUNT_DISTINCT(customer)" FROM (VALUES (TIMESTAMP '2024-07-01 10:00:00.000', 'EU', 10.50, 'a'), (TIMESTAMP '2024-07-03 10:00:00.000', 'EU', 4.25, 'a'), (TIMESTAMP '2024-07-07 23:59:59.000', 'US', 99.99, 'b'), (TIMESTAMP '2024-07-08 00:00:00.000', 'US', 1.00, 'c'), (TIMESTAMP '2024-07-09 00:00:00.000', NULL, 5.00, NULL)) AS o (order_ts, region, amount, customer) WHERE o.order_ts >= from_iso8601_timestamp('2024-07-01T00:00:00.000') AND o.order_ts < TIMESTAMP '2024-08-01 00:00:00.000000' GROUP BY date_trunc('week', o.order_ts), o.region ORDER BY "SUM(amount)" DESC LIMIT 10000

-- case: avg_having
SELECT "Custom SQL Query"."Category" AS "Category", SUM("Custom SQL Query"."Sales") AS "sum:Sales:ok", AVG(CAST("Custom SQL Query"."Profit" AS DOUBLE)) AS "avg:Profit:ok", COUNT(1) AS "cnt:Number of Records:ok" FROM (SELECT * FROM (VALUES ('Furniture', 200, 20), ('Furniture', 100, -40), ('Technology', 999, 300), ('Office Supplies', 15, NULL)) AS s ("Category", "Sales", "Profit")) "Custom SQL Query" GROUP BY 1 HAVING ((SUM("Custom SQL Query"."Sales") >= 10) AND (SUM("Custom SQL Query"."Sales") <= 1000)) ORDER BY 1 ASC

-- case: nullif
SELECT "source"."Segment" AS "Segment", "source"."total" AS "total", "source"."total" * 1.0 / nullif(sum("source"."total") OVER (), 0) AS "share" FROM (SELECT "t"."segment" AS "Segment", sum("t"."qty") AS "total" FROM (VALUES ('SMB', 10), ('SMB', 5), ('ENT', 60), ('MID', 25), ('MID', NULL)) AS "t" ("segment", "qty") GROUP BY "t"."segment") AS "source" WHERE "source"."total" > 0 ORDER BY "source"."total" DESC LIMIT 2000

-- case: org_union_recursive
WITH RECURSIVE org (employee_id, name, manager_id, depth, path) AS (SELECT e.employee_id, CAST(e.name AS varchar), e.manager_id, 1, CAST(e.name AS varchar) FROM (VALUES (1, 'Ada', NULL), (2, 'Ben', 1), (3, 'Cy', 1), (4, 'Dee', 2), (5, 'Eve', 4)) AS e (employee_id, name, manager_id) WHERE e.manager_id IS NULL UNION ALL SELECT e.employee_id, CAST(e.name AS varchar), e.manager_id, o.depth + 1, CAST(o.path || ' > ' || e.name AS varchar) FROM (VALUES (1, 'Ada', NULL), (2, 'Ben', 1), (3, 'Cy', 1), (4, 'Dee', 2), (5, 'Eve', 4)) AS e (employee_id, name, manager_id) JOIN org o ON e.manager_id = o.employee_id) SELECT org.employee_id, org.name, org.depth, org.path FROM org ORDER BY org.path

-- case: readings_first_value_range
WITH readings (device, ts, temp) AS (VALUES ('d1', TIMESTAMP '2024-03-01 00:00:00', 20.5), ('d1', TIMESTAMP '2024-03-01 00:10:00', NULL), ('d1', TIMESTAMP '2024-03-01 00:20:00', NULL), ('d1', TIMESTAMP '2024-03-01 00:50:00', 23.0), ('d2', TIMESTAMP '2024-03-01 00:05:00', NULL), ('d2', TIMESTAMP '2024-03-01 00:15:00', 18.0)) SELECT r.device, r.ts, r.temp, coalesce(r.temp, lag(r.temp) IGNORE NULLS OVER (PARTITION BY r.device ORDER BY r.ts)) AS temp_ffill, first_value(r.temp) IGNORE NULLS OVER (PARTITION BY r.device ORDER BY r.ts ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS temp_bfill, count(r.temp) OVER (PARTITION BY r.device ORDER BY r.ts RANGE BETWEEN INTERVAL '30' MINUTE PRECEDING AND CURRENT ROW) AS n_30m FROM readings r ORDER BY r.device, r.ts

-- case: grouping_sets_grouping_sets
SELECT coalesce(s.region, 'All regions') AS region, coalesce(s.product, 'All products') AS product, sum(s.units) AS units, grouping(s.region, s.product) AS grp FROM (VALUES ('N', 'A', 3), ('N', 'B', 4), ('S', 'A', 10), ('S', 'A', 1)) AS s (region, product, units) GROUP BY GROUPING SETS ((s.region, s.product), (s.region), (s.product), ()) ORDER BY grp, 1, 2

-- case: date_add_row_number_having
WITH logins AS (SELECT * FROM (VALUES (1, DATE '2024-01-01'), (1, DATE '2024-01-02'), (1, DATE '2024-01-02'), (1, DATE '2024-01-03'), (1, DATE '2024-01-07'), (2, DATE '2024-01-31'), (2, DATE '2024-02-01'), (3, DATE '2024-01-10')) AS l (user_id, login_date)), dedup AS (SELECT DISTINCT l.user_id, l.login_date FROM logins l), islands AS (SELECT d.user_id, d.login_date, date_add('day', -CAST(row_number() OVER (PARTITION BY d.user_id ORDER BY d.login_date) AS integer), d.login_date) AS grp FROM dedup d) SELECT i.user_id, min(i.login_date) AS streak_start, max(i.login_date) AS streak_end, count(*) AS days FROM islands i GROUP BY i.user_id, i.grp HAVING count(*) >= 2 ORDER BY i.user_id, streak_start

-- case: exists
SELECT c.customer_name AS customers FROM (VALUES (1, 'Joe'), (2, 'Henry'), (3, 'Sam'), (4, 'Max')) AS c (id, customer_name) WHERE NOT EXISTS (SELECT 1 FROM (VALUES (1, 3), (2, 1), (3, NULL)) AS o (id, customer_id) WHERE o.customer_id = c.id) ORDER BY c.customer_name

-- case: dense_rank_join
SELECT d.name AS department, e.name AS employee, e.salary FROM (SELECT x.*, dense_rank() OVER (PARTITION BY x.department_id ORDER BY x.salary DESC) AS rnk FROM (VALUES (1, 'Joe', 85000, 1), (2, 'Henry', 80000, 2), (3, 'Sam', 60000, 2), (4, 'Max', 90000, 1), (5, 'Janet', 69000, 1), (6, 'Randy', 85000, 1), (7, 'Will', 70000, 1)) AS x (id, name, salary, department_id)) e JOIN (VALUES (1, 'IT'), (2, 'Sales')) AS d (id, name) ON d.id = e.department_id WHERE e.rnk <= 3 ORDER BY d.name, e.salary DESC, e.name

-- case: ordinality_cross_join_again
SELECT o.order_id, i.ordinality AS line_no, i.sku, i.qty, i.qty * i.price AS line_total FROM (VALUES (101, ARRAY[ROW('sku-a', 2, DECIMAL '9.99'), ROW('sku-b', 1, DECIMAL '100.00')]), (102, ARRAY[ROW('sku-c', 5, DECIMAL '0.50')])) AS o (order_id, items) CROSS JOIN UNNEST(o.items) WITH ORDINALITY AS i (sku, qty, price, ordinality) ORDER BY o.order_id, i.ordinality

-- case: json_array_length_transform_upper
SELECT e.id, json_extract_scalar(e.payload, '$.pull_request.state') AS state, CAST(json_extract(e.payload, '$.pull_request.additions') AS bigint) AS additions, json_array_length(json_extract(e.payload, '$.labels')) AS label_count, transform(CAST(json_extract(e.payload, '$.labels') AS array(varchar)), x -> upper(x)) AS labels FROM (VALUES ('1', '{"pull_request":{"state":"open","additions":12},"labels":["bug","p1"]}'), ('2', '{"pull_request":{"state":"closed","additions":340},"labels":[]}'), ('3', '{"action":"started"}')) AS e (id, payload) ORDER BY e.id

-- case: sales_year_quarter
WITH sales (d, amt) AS (VALUES (DATE '2023-01-15', 100), (DATE '2023-04-02', 150), (DATE '2024-01-20', 130), (DATE '2024-04-09', 120), (DATE '2024-04-28', 60)), q AS (SELECT year(s.d) AS yr, quarter(s.d) AS qtr, sum(s.amt) AS amt FROM sales s GROUP BY year(s.d), quarter(s.d)) SELECT cur.yr, cur.qtr, cur.amt, prev.amt AS prev_amt, round(100.0 * (cur.amt - prev.amt) / prev.amt, 2) AS yoy_pct FROM q cur LEFT JOIN q prev ON prev.yr = cur.yr - 1 AND prev.qtr = cur.qtr ORDER BY cur.yr, cur.qtr

-- case: avg_lineitem_interval
SELECT l_returnflag, l_linestatus, sum(l_quantity) AS sum_qty, sum(l_extendedprice) AS sum_base_price, sum(l_extendedprice * (1 - l_discount)) AS sum_disc_price, sum(l_extendedprice * (1 - l_discount) * (1 + l_tax)) AS sum_charge, avg(l_quantity) AS avg_qty, avg(l_discount) AS avg_disc, count(*) AS count_order FROM (VALUES ('A', 'F', DECIMAL '17.00', DECIMAL '21168.23', DECIMAL '0.04', DECIMAL '0.02', DATE '1996-03-13'), ('A', 'F', DECIMAL '36.00', DECIMAL '45983.16', DECIMAL '0.09', DECIMAL '0.06', DATE '1996-04-12'), ('N', 'O', DECIMAL '8.00', DECIMAL '13309.60', DECIMAL '0.10', DECIMAL '0.02', DATE '1998-09-02'), ('N', 'O', DECIMAL '28.00', DECIMAL '28955.64', DECIMAL '0.09', DECIMAL '0.06', DATE '1998-09-03')) AS lineitem (l_returnflag, l_linestatus, l_quantity, l_extendedprice, l_discount, l_tax, l_shipdate) WHERE l_shipdate <= DATE '1998-12-01' - INTERVAL '90' DAY GROUP BY l_returnflag, l_linestatus ORDER BY l_returnflag, l_linestatus

-- case: split_chr_abs
WITH raw AS (SELECT U.line, U.n FROM UNNEST(split('3   4' || chr(10) || '4   3' || chr(10) || '2   5' || chr(10) || '1   3' || chr(10) || '3   9' || chr(10) || '3   3', chr(10))) WITH ORDINALITY AS U (line, n)), parsed AS (SELECT raw.n, CAST(regexp_extract(raw.line, '^(\d+)\s+(\d+)$', 1) AS integer) AS l, CAST(regexp_extract(raw.line, '^(\d+)\s+(\d+)$', 2) AS integer) AS r FROM raw), lefts AS (SELECT parsed.l, row_number() OVER (ORDER BY parsed.l, parsed.n) AS rn FROM parsed), rights AS (SELECT parsed.r, row_number() OVER (ORDER BY parsed.r, parsed.n) AS rn FROM parsed) SELECT (SELECT sum(abs(lefts.l - rights.r)) FROM lefts JOIN rights USING (rn)) AS part1, (SELECT sum(p1.l * (SELECT count(*) FROM parsed p2 WHERE p2.r = p1.l)) FROM parsed p1) AS part2

-- case: having
SELECT count(*) AS failures, count(*) <> 0 AS should_warn, count(*) <> 0 AS should_error FROM (SELECT t.order_id AS unique_field, count(*) AS n_records FROM (VALUES (1), (2), (2), (NULL), (NULL), (5)) AS t (order_id) WHERE t.order_id IS NOT NULL GROUP BY t.order_id HAVING count(*) > 1) dbt_internal_test

-- case: max_by_lateral
SELECT c.name, latest.order_id, latest.total FROM (VALUES (1, 'Ann'), (2, 'Bob'), (3, 'Cat')) AS c (id, name) LEFT JOIN LATERAL (SELECT max(o.order_id) AS order_id, max_by(o.total, o.order_id) AS total FROM (VALUES (11, 1, 5.00), (12, 1, 7.50), (13, 2, 1.25)) AS o (order_id, customer_id, total) WHERE o.customer_id = c.id) AS latest ON true ORDER BY c.id

-- case: map_agg_cardinality_map_filter
SELECT t.product_id, map_agg(t.store, t.price) AS prices, element_at(map_agg(t.store, t.price), 'store3') AS store3, cardinality(map_filter(map_agg(t.store, t.price), (k, v) -> v > 80)) AS n_over_80 FROM (VALUES (0, 'store1', 95), (0, 'store2', 100), (0, 'store3', 105), (1, 'store1', 70)) AS t (product_id, store, price) GROUP BY t.product_id ORDER BY t.product_id

-- case: array_join_array_agg_join
SELECT s.customer_id, sum(m.price) AS total_sales, count(DISTINCT s.order_date) AS visits, array_join(array_agg(m.product_name ORDER BY s.order_date, m.product_id), ', ') AS items, sum(CASE WHEN m.product_name = 'sushi' THEN m.price * 20 ELSE m.price * 10 END) AS points FROM (VALUES ('A', DATE '2021-01-01', 1), ('A', DATE '2021-01-01', 2), ('A', DATE '2021-01-07', 2), ('B', DATE '2021-01-04', 1), ('B', DATE '2021-02-01', 3), ('C', DATE '2021-01-07', 3)) AS s (customer_id, order_date, product_id) INNER JOIN (VALUES (1, 'sushi', 10), (2, 'curry', 15), (3, 'ramen', 12)) AS m (product_id, product_name, price) ON s.product_id = m.product_id GROUP BY s.customer_id ORDER BY s.customer_id

-- case: join_is_distinct
SELECT coalesce(a.sku, b.sku) AS sku, a.qty AS wms_qty, b.qty AS erp_qty, coalesce(a.qty, 0) - coalesce(b.qty, 0) AS diff FROM (VALUES ('x1', 10), ('x2', 4), ('x3', NULL)) AS a (sku, qty) FULL OUTER JOIN (VALUES ('x2', 6), ('x3', 1), ('x4', 9)) AS b (sku, qty) ON a.sku = b.sku WHERE a.qty IS DISTINCT FROM b.qty ORDER BY 1

-- case: date_trunc
WITH txs AS (SELECT * FROM (VALUES (X'01', TIMESTAMP '2023-08-01 01:00:00 UTC', DECIMAL '1500000000000000000'), (X'02', TIMESTAMP '2023-08-01 23:30:00 UTC', DECIMAL '250000000000000000'), (X'03', TIMESTAMP '2023-08-02 04:00:00 UTC', DECIMAL '3000000000000000000')) AS t (hash, block_time, value)), daily AS (SELECT date_trunc('day', txs.block_time) AS day, sum(txs.value) / DECIMAL '1000000000000000000.0' AS eth, count(*) AS n FROM txs GROUP BY 1) SELECT daily.day, daily.eth, daily.n, sum(daily.eth) OVER (ORDER BY daily.day) AS cumulative_eth FROM daily ORDER BY daily.day

-- case: events_contains_window
WITH events (user_id, event, ts) AS (VALUES ('a', 'view', TIMESTAMP '2024-01-01 10:00:00'), ('a', 'cart', TIMESTAMP '2024-01-01 10:05:00'), ('a', 'buy', TIMESTAMP '2024-01-01 10:45:00'), ('b', 'view', TIMESTAMP '2024-01-01 11:00:00'), ('b', 'view', TIMESTAMP '2024-01-01 11:31:00'), ('b', 'cart', TIMESTAMP '2024-01-01 11:40:00')), flagged AS (SELECT e.user_id, e.event, e.ts, CASE WHEN date_diff('minute', lag(e.ts) OVER w, e.ts) <= 30 THEN 0 ELSE 1 END AS is_new FROM events e WINDOW w AS (PARTITION BY e.user_id ORDER BY e.ts)), numbered AS (SELECT f.*, sum(f.is_new) OVER (PARTITION BY f.user_id ORDER BY f.ts ROWS UNBOUNDED PRECEDING) AS session_no FROM flagged f), sessions AS (SELECT n.user_id || '-' || CAST(n.session_no AS varchar) AS session_id, min(n.ts) AS started_at, max(n.ts) AS ended_at, array_agg(n.event ORDER BY n.ts) AS path FROM numbered n GROUP BY n.user_id, n.session_no) SELECT s.session_id, s.started_at, date_diff('second', s.started_at, s.ended_at) AS duration_s, array_join(s.path, ' -> ') AS path, contains(s.path, 'buy') AS converted FROM sessions s ORDER BY s.session_id

-- case: date_trunc_date_diff_using
-- fails: column not found
WITH signups AS (SELECT v.uid, v.d FROM (VALUES (1, DATE '2024-01-05'), (2, DATE '2024-01-20'), (3, DATE '2024-02-02')) AS v (uid, d)), activity AS (SELECT v.uid, v.d FROM (VALUES (1, DATE '2024-01-09'), (1, DATE '2024-02-11'), (1, DATE '2024-03-01'), (2, DATE '2024-03-30'), (3, DATE '2024-02-28'), (3, DATE '2024-03-03')) AS v (uid, d)), cohort AS (SELECT s.uid, date_trunc('month', s.d) AS cohort_month FROM signups s), sizes AS (SELECT cohort_month, count(*) AS cohort_size FROM cohort GROUP BY cohort_month), retention AS (SELECT c.cohort_month, date_diff('month', c.cohort_month, date_trunc('month', a.d)) AS month_number, count(DISTINCT a.uid) AS retained FROM cohort c JOIN activity a USING (uid) GROUP BY 1, 2) SELECT r.cohort_month, z.cohort_size, r.month_number, r.retained, CAST(r.retained AS double) / z.cohort_size AS retention_rate FROM retention r JOIN sizes z ON z.cohort_month = r.cohort_month ORDER BY r.cohort_month, r.month_number

-- case: date_format
SELECT date_format(t.trans_date, '%Y-%m') AS month, t.country, count(*) AS trans_count, sum(if(t.state = 'approved', 1, 0)) AS approved_count, sum(t.amount) AS trans_total_amount, sum(if(t.state = 'approved', t.amount, 0)) AS approved_total_amount FROM (VALUES (121, 'US', 'approved', 1000, DATE '2018-12-18'), (122, 'US', 'declined', 2000, DATE '2018-12-19'), (123, 'US', 'approved', 2000, DATE '2019-01-01'), (124, 'DE', 'approved', 2000, DATE '2019-01-07')) AS t (id, country, state, amount, trans_date) GROUP BY date_format(t.trans_date, '%Y-%m'), t.country ORDER BY month, t.country

-- case: join_filter
SELECT round(count(c.signup_id) FILTER (WHERE c.action = 'Confirmed') * DECIMAL '1.00' / count(*), 2) AS rate, e.age_bucket FROM (VALUES (1, '21-25'), (2, '26-30'), (3, '21-25'), (4, '31-35')) AS e (signup_id, age_bucket) LEFT JOIN (VALUES (1, 'Confirmed'), (2, 'Timeout'), (2, 'Confirmed'), (3, 'Timeout')) AS c (signup_id, action) ON e.signup_id = c.signup_id GROUP BY e.age_bucket ORDER BY rate DESC, e.age_bucket

-- case: tweets_avg_range
WITH tweets (user_id, tweet_date, tweet_count) AS (VALUES (111, DATE '2022-06-01', 2), (111, DATE '2022-06-02', 1), (111, DATE '2022-06-03', 3), (111, DATE '2022-06-04', 4), (199, DATE '2022-06-01', 7), (199, DATE '2022-06-04', 5)) SELECT t.user_id, t.tweet_date, round(avg(CAST(t.tweet_count AS double)) OVER (PARTITION BY t.user_id ORDER BY t.tweet_date ROWS BETWEEN 2 PRECEDING AND CURRENT ROW), 2) AS rolling_avg_3d, sum(t.tweet_count) OVER (PARTITION BY t.user_id ORDER BY t.tweet_date RANGE BETWEEN INTERVAL '2' DAY PRECEDING AND INTERVAL '1' DAY PRECEDING) AS prev_2_calendar_days FROM tweets t ORDER BY t.user_id, t.tweet_date

-- case: parts_listagg
WITH parts (product, part, finish_date, assembly_step) AS (VALUES ('Tesla', 'battery', DATE '2022-01-22', 1), ('Tesla', 'battery', CAST(NULL AS date), 2), ('Tesla', 'bumper', DATE '2022-01-22', 1), ('Rivian', 'doors', NULL, 3)) SELECT p.product, listagg(p.part || '#' || CAST(p.assembly_step AS varchar), '; ') WITHIN GROUP (ORDER BY p.part, p.assembly_step) AS unfinished FROM parts p WHERE p.finish_date IS NULL GROUP BY p.product ORDER BY p.product

-- case: cume_dist_ntile_groups
SELECT g.grp, g.val, rank() OVER (PARTITION BY g.grp ORDER BY g.val) AS rnk, percent_rank() OVER (PARTITION BY g.grp ORDER BY g.val) AS pr, cume_dist() OVER (PARTITION BY g.grp ORDER BY g.val) AS cd, ntile(2) OVER (PARTITION BY g.grp ORDER BY g.val) AS half, sum(g.val) OVER (PARTITION BY g.grp ORDER BY g.val GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS near FROM (VALUES ('x', 1), ('x', 2), ('x', 4), ('x', 8), ('y', 3), ('y', 5)) AS g (grp, val) ORDER BY g.grp, g.val

-- case: to_unixtime_try_cast_at_time_zone
WITH accounts AS (SELECT * FROM (VALUES ('001', 'Acme', '2024-01-31T12:00:00Z'), ('002', 'Globex', '2024-02-29T23:30:00+02:00'), ('003', 'Initech', NULL)) AS a (id, name, created_at)) SELECT accounts.id, accounts.name, from_iso8601_timestamp(accounts.created_at) AT TIME ZONE 'UTC' AS created_utc, date_add('month', 1, CAST(from_iso8601_timestamp(accounts.created_at) AT TIME ZONE 'UTC' AS date)) AS next_bill, to_unixtime(from_iso8601_timestamp(accounts.created_at)) AS epoch, try_cast(accounts.created_at AS date) AS try_date FROM accounts ORDER BY accounts.id

-- case: avg_first_value_nth_value
SELECT p.name, p.dept, p.salary, p.salary - avg(p.salary) OVER (PARTITION BY p.dept) AS vs_avg, first_value(p.name) OVER (PARTITION BY p.dept ORDER BY p.salary DESC) AS top_earner, nth_value(p.name, 2) OVER (PARTITION BY p.dept ORDER BY p.salary DESC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS second FROM (VALUES ('Ann', 'HR', DECIMAL '5000.00'), ('Bo', 'HR', DECIMAL '4000.50'), ('Cleo', 'IT', DECIMAL '9100.25'), ('Dan', 'IT', DECIMAL '7000.00'), ('Ed', 'IT', DECIMAL '7000.01'), ('Flo', 'Ops', NULL)) AS p (name, dept, salary) ORDER BY p.dept, p.salary DESC NULLS LAST

-- case: lateral_cross_join
SELECT x.region, x.q, x.amount FROM (VALUES ('EU', 10, 20, 30, CAST(NULL AS integer)), ('US', 5, NULL, 15, 25)) AS w (region, q1, q2, q3, q4) CROSS JOIN LATERAL (SELECT coalesce(w.q1, 0) + coalesce(w.q2, 0) + coalesce(w.q3, 0) + coalesce(w.q4, 0) AS amount, IF(w.q4 IS NULL, 'partial', 'full') AS q) AS x2 CROSS JOIN LATERAL (SELECT w.region, x2.q, x2.amount) AS x WHERE x.amount IS NOT NULL ORDER BY x.region, x.q

-- case: cross_join_thrice
SELECT w.region, u.quarter, u.amount FROM (VALUES ('EU', 10, 20, NULL), ('US', 5, NULL, 15)) AS w (region, q1, q2, q3) CROSS JOIN UNNEST(ARRAY['q1', 'q2', 'q3'], ARRAY[w.q1, w.q2, w.q3]) AS u (quarter, amount) WHERE coalesce(u.amount, 0) >= 0 ORDER BY w.region, u.quarter DESC

-- case: day_of_week_cardinality_sequence
SELECT t.ticket, t.opened, t.closed, date_diff('hour', t.opened, coalesce(t.closed, TIMESTAMP '2024-04-10 00:00:00')) AS age_h, t.closed - t.opened AS elapsed, day_of_week(t.opened) AS dow, cardinality(filter(sequence(CAST(t.opened AS date), CAST(coalesce(t.closed, TIMESTAMP '2024-04-10 00:00:00') AS date), INTERVAL '1' DAY), d -> day_of_week(d) NOT IN (6, 7))) AS business_days FROM (VALUES ('T-1', TIMESTAMP '2024-04-01 09:00:00', TIMESTAMP '2024-04-03 10:30:00'), ('T-2', TIMESTAMP '2024-04-05 17:00:00', TIMESTAMP '2024-04-08 09:00:00'), ('T-3', TIMESTAMP '2024-04-06 00:00:00', NULL)) AS t (ticket, opened, closed) ORDER BY age_h, t.ticket

-- case: union_having
WITH ledger AS (SELECT * FROM (VALUES (1, 'cash', 'debit', DECIMAL '500.00'), (1, 'revenue', 'credit', DECIMAL '500.00'), (2, 'rent', 'debit', DECIMAL '120.25'), (2, 'cash', 'credit', DECIMAL '120.25'), (3, 'cash', 'debit', DECIMAL '10.00'), (3, 'revenue', 'credit', DECIMAL '9.99')) AS l (entry_id, account, side, amount)), signed AS (SELECT ledger.entry_id, ledger.account, CASE ledger.side WHEN 'debit' THEN ledger.amount WHEN 'credit' THEN -ledger.amount END AS amount FROM ledger), balances AS (SELECT signed.account, sum(signed.amount) AS balance FROM signed GROUP BY signed.account), unbalanced AS (SELECT signed.entry_id FROM signed GROUP BY signed.entry_id HAVING sum(signed.amount) <> 0) SELECT 'balance' AS kind, balances.account AS key, balances.balance AS value FROM balances UNION ALL SELECT 'unbalanced', CAST(unbalanced.entry_id AS varchar), NULL FROM unbalanced ORDER BY kind, key

-- case: date_diff_join_interval
SELECT a.patient_id, a.admit_date AS readmit_date, b.discharge_date AS prior_discharge, date_diff('day', b.discharge_date, a.admit_date) AS gap FROM (VALUES (1, 100, DATE '2024-01-01', DATE '2024-01-05'), (2, 100, DATE '2024-01-20', DATE '2024-01-22'), (3, 200, DATE '2024-02-01', DATE '2024-02-03'), (4, 200, DATE '2024-05-01', DATE '2024-05-02')) AS a (enc, patient_id, admit_date, discharge_date) INNER JOIN (VALUES (1, 100, DATE '2024-01-05'), (2, 100, DATE '2024-01-22'), (3, 200, DATE '2024-02-03'), (4, 200, DATE '2024-05-02')) AS b (enc, patient_id, discharge_date) ON a.patient_id = b.patient_id AND a.enc <> b.enc AND a.admit_date > b.discharge_date AND a.admit_date <= b.discharge_date + INTERVAL '30' DAY ORDER BY a.patient_id, gap

-- case: fib_array_agg_recursive
WITH RECURSIVE fib (n, a, b) AS (SELECT 1, BIGINT '0', BIGINT '1' UNION ALL SELECT fib.n + 1, fib.b, fib.a + fib.b FROM fib WHERE fib.n < 10) SELECT array_agg(fib.a ORDER BY fib.n) AS seq, sum(fib.a) FILTER (WHERE fib.a % 2 = 0) AS even_sum, max(fib.n) AS n FROM fib

-- case: histogram_multimap_agg
SELECT player_id, count(*) AS games, sum(score) AS score, histogram(result) AS results, multimap_agg(result, score) AS by_result FROM (VALUES ('p1', 'win', 10), ('p1', 'win', 12), ('p2', 'loss', 3), ('p3', 'draw', 5)) AS g (player_id, result, score) WHERE player_id <> 'p1' GROUP BY 1 ORDER BY 3 DESC, 1

-- case: mod
SELECT d.i / 2 AS half, d.i % 2 AS rem, -d.i / 2 AS neg_half, d.i / 2.0 AS dec_half, d.i / 2e0 AS dbl_half, mod(-d.i, 3) AS m, CAST(d.i AS decimal(10, 2)) / 3 AS third, d.i * 1.10 AS with_tax FROM (VALUES 1, 7, 10) AS d (i) ORDER BY d.i

-- case: array_agg_count_if_bool_and
WITH empty_src AS (SELECT * FROM (VALUES (1, 'a', 10.0)) AS v (id, name, amount) WHERE v.id < 0) SELECT count(*) AS n, sum(e.amount) AS total, coalesce(sum(e.amount), 0) AS total0, max(e.name) AS name, array_agg(e.id) AS ids, count_if(e.amount > 1) AS big, bool_and(e.id > 0) AS all_pos FROM empty_src e

-- case: all_intersect_except
(SELECT v.id, v.name FROM (VALUES (1, 'a'), (2, 'b'), (2, 'b'), (3, NULL)) AS v (id, name) EXCEPT SELECT w.id, w.name FROM (VALUES (1, 'a'), (3, 'c')) AS w (id, name)) UNION ALL (SELECT v.id, v.name FROM (VALUES (7, NULL), (8, 'h')) AS v (id, name) INTERSECT SELECT w.id, w.name FROM (VALUES (7, NULL), (8, 'z')) AS w (id, name)) ORDER BY id

-- case: using_full_join_is_distinct
WITH cur AS (SELECT * FROM (VALUES (1, 'gold', 10), (2, 'silver', 20), (4, 'bronze', 5)) AS c (id, tier, pts)), prev AS (SELECT * FROM (VALUES (1, 'gold', 10), (2, 'bronze', 20), (3, 'gold', 99)) AS p (id, tier, pts)) SELECT id, CASE WHEN prev.tier IS NULL THEN 'insert' WHEN cur.tier IS NULL THEN 'delete' WHEN cur.tier IS DISTINCT FROM prev.tier OR cur.pts IS DISTINCT FROM prev.pts THEN 'update' ELSE 'noop' END AS op, cur.tier AS new_tier, prev.tier AS old_tier FROM cur FULL JOIN prev USING (id) ORDER BY id

-- case: url_extract_host_url_extract_path_url_extract_parameter
SELECT url_extract_host(l.url) AS host, url_extract_path(l.url) AS path, url_extract_parameter(l.url, 'utm_source') AS utm_source, coalesce(nullif(url_extract_parameter(l.url, 'utm_campaign'), ''), '(none)') AS campaign, count(*) AS hits FROM (VALUES ('https://shop.example.com/p/1?utm_source=google&utm_campaign=spring%20sale'), ('https://shop.example.com/p/1?utm_source=google&utm_campaign=spring%20sale'), ('https://shop.example.com/?utm_source=bing&utm_campaign='), ('http://blog.example.com/post')) AS l (url) GROUP BY 1, 2, 3, 4 ORDER BY hits DESC, host, path

-- case: zip_with_any_match_slice
SELECT m.name, reduce(m.scores, 0, (s, x) -> s + coalesce(x, 0), s -> s) AS total, array_max(filter(m.scores, x -> x IS NOT NULL)) AS best, array_sort(m.scores) AS sorted, zip_with(m.scores, m.weights, (a, b) -> a * b) AS weighted, any_match(m.scores, x -> x > 9) AS has_ten, slice(m.scores, 1, 2) AS first_two FROM (VALUES ('ann', ARRAY[3, NULL, 7], ARRAY[1, 2, 3]), ('bob', ARRAY[10, 1, 1], ARRAY[1, 1])) AS m (name, scores, weights) ORDER BY m.name

-- case: width_bucket
SELECT CASE WHEN t.bucket = 1 THEN '0-9' WHEN t.bucket = 2 THEN '10-49' ELSE '50+' END AS band, t.n, sum(t.n) OVER (ORDER BY t.bucket) AS running, t.n * 100 / sum(t.n) OVER () AS pct FROM (SELECT width_bucket(v.x, ARRAY[0e0, 10e0, 50e0]) AS bucket, count(*) AS n FROM (VALUES 1e0, 5e0, 12e0, 49.9e0, 50e0, 120e0, 9.99e0) AS v (x) GROUP BY 1) t ORDER BY t.bucket

-- case: avg_again
SELECT o.customer, o.total FROM (VALUES ('a', 10), ('b', 30), ('c', 20), ('d', 40)) AS o (customer, total) WHERE o.total > (SELECT avg(i.total) FROM (VALUES ('a', 10), ('b', 30), ('c', 20), ('d', 40)) AS i (customer, total)) AND o.customer IN (SELECT x.customer FROM (VALUES 'b', 'd', 'z') AS x (customer)) ORDER BY o.total DESC

-- case: map_keys_map_values_map_concat
SELECT t.device_id, t.metrics['cpu'] AS cpu, element_at(t.metrics, 'gpu') AS gpu, array_sort(map_keys(transform_values(t.metrics, (k, v) -> v * 2))) AS ks, reduce(map_values(t.metrics), 0, (s, v) -> s + v, s -> s) AS total, map_concat(t.metrics, MAP(ARRAY['disk'], ARRAY[1])) ['disk'] AS disk FROM (VALUES ('dev-1', MAP(ARRAY['cpu', 'mem'], ARRAY[40, 70])), ('dev-2', MAP(ARRAY['cpu'], ARRAY[99]))) AS t (device_id, metrics) ORDER BY t.device_id

-- case: plain_14
WITH stg_orders AS (SELECT CAST(o.id AS bigint) AS order_id, CAST(o.customer AS bigint) AS customer_id, CAST(o.order_date AS date) AS order_date, o.status FROM (VALUES ('1', '1', '2018-01-01', 'returned'), ('2', '3', '2018-01-02', 'completed'), ('3', '1', '2018-01-04', 'completed'), ('4', '2', '2018-01-05', 'placed')) AS o (id, customer, order_date, status)), stg_payments AS (SELECT p.order_id, p.payment_method, CAST(p.amount AS decimal(18, 2)) / 100 AS amount FROM (VALUES (1, 'credit_card', 1000), (2, 'credit_card', 2000), (3, 'coupon', 100), (3, 'gift_card', 2550), (9, 'coupon', 5)) AS p (order_id, payment_method, amount)), order_payments AS (SELECT stg_payments.order_id, sum(CASE WHEN stg_payments.payment_method = 'credit_card' THEN stg_payments.amount ELSE 0 END) AS credit_card_amount, sum(CASE WHEN stg_payments.payment_method = 'coupon' THEN stg_payments.amount ELSE 0 END) AS coupon_amount, sum(stg_payments.amount) AS total_amount FROM stg_payments GROUP BY stg_payments.order_id), customer_orders AS (SELECT stg_orders.customer_id, min(stg_orders.order_date) AS first_order, max(stg_orders.order_date) AS most_recent_order, count(stg_orders.order_id) AS number_of_orders FROM stg_orders GROUP BY stg_orders.customer_id), customer_payments AS (SELECT stg_orders.customer_id, sum(order_payments.total_amount) AS total_amount FROM order_payments LEFT JOIN stg_orders ON order_payments.order_id = stg_orders.order_id GROUP BY stg_orders.customer_id) SELECT customer_orders.customer_id, customer_orders.first_order, customer_orders.most_recent_order, customer_orders.number_of_orders, customer_payments.total_amount AS customer_lifetime_value FROM customer_orders LEFT JOIN customer_payments ON customer_orders.customer_id = customer_payments.customer_id ORDER BY customer_orders.customer_id

-- case: greatest_least_concat_ws
WITH tmp AS (SELECT t.model, t.cost_in, t.total_usage FROM (VALUES ('n1', 1.25, 100), ('n2', 0.75, NULL), ('n3', NULL, 30)) AS t (model, cost_in, total_usage)) SELECT tmp.model, greatest(tmp.cost_in, 1) AS g, least(coalesce(tmp.total_usage, 0), 50) AS l, tmp.cost_in * tmp.total_usage AS spend, concat_ws('/', tmp.model, CAST(tmp.total_usage AS varchar)) AS label FROM tmp ORDER BY tmp.cost_in NULLS FIRST

-- case: exists_again
SELECT s.s_name, count(*) AS numwait FROM (VALUES (1, 'Supplier#1'), (2, 'Supplier#2')) AS s (s_suppkey, s_name), (VALUES (10, 1, DATE '1995-03-05', DATE '1995-03-01'), (10, 2, DATE '1995-03-01', DATE '1995-03-04'), (11, 2, DATE '1995-04-09', DATE '1995-04-01'), (12, 1, DATE '1995-05-02', DATE '1995-05-01'), (12, 2, DATE '1995-05-09', DATE '1995-05-03')) AS l1 (l_orderkey, l_suppkey, l_receiptdate, l_commitdate) WHERE s.s_suppkey = l1.l_suppkey AND l1.l_receiptdate > l1.l_commitdate AND EXISTS (SELECT * FROM (VALUES (10, 1), (10, 2), (11, 2), (12, 1), (12, 2)) AS l2 (l_orderkey, l_suppkey) WHERE l2.l_orderkey = l1.l_orderkey AND l2.l_suppkey <> l1.l_suppkey) GROUP BY s.s_name ORDER BY numwait DESC, s.s_name LIMIT 100

-- case: rollup
WITH ssr AS (SELECT v.channel, v.id, v.sales, v.returns FROM (VALUES ('store channel', 'store1', DECIMAL '100.00', DECIMAL '5.00'), ('store channel', 'store2', DECIMAL '50.50', NULL), ('web channel', 'site9', DECIMAL '75.00', DECIMAL '1.25'), ('catalog channel', 'page3', NULL, NULL)) AS v (channel, id, sales, returns)) SELECT ssr.channel, ssr.id, sum(ssr.sales) AS sales, sum(coalesce(ssr.returns, 0)) AS returns, sum(ssr.sales) - sum(coalesce(ssr.returns, 0)) AS profit FROM ssr GROUP BY ROLLUP (ssr.channel, ssr.id) ORDER BY ssr.channel NULLS FIRST, ssr.id NULLS FIRST LIMIT 100

-- case: rank
SELECT i.i_category, i.i_class, sum(i.rev) AS itemrevenue, sum(i.rev) * 100 / sum(sum(i.rev)) OVER (PARTITION BY i.i_category) AS revenueratio, rank() OVER (PARTITION BY i.i_category ORDER BY sum(i.rev) DESC) AS rk FROM (VALUES ('Books', 'fiction', DECIMAL '10.00'), ('Books', 'fiction', DECIMAL '5.00'), ('Books', 'history', DECIMAL '45.00'), ('Music', 'rock', DECIMAL '7.77')) AS i (i_category, i_class, rev) GROUP BY i.i_category, i.i_class ORDER BY i.i_category, rk

-- case: join_having
SELECT q.hacker_id, q.name, sum(q.best) AS total_score FROM (SELECT h.hacker_id, h.name, s.challenge_id, max(s.score) AS best FROM (VALUES (4071, 'Rose'), (4806, 'Angela'), (26071, 'Frank'), (49438, 'Patrick')) AS h (hacker_id, name) JOIN (VALUES (4071, 1, 95), (4071, 1, 96), (4071, 2, 40), (4806, 1, 89), (26071, 3, 0), (49438, 2, 89)) AS s (hacker_id, challenge_id, score) ON s.hacker_id = h.hacker_id GROUP BY h.hacker_id, h.name, s.challenge_id) q GROUP BY q.hacker_id, q.name HAVING sum(q.best) > 0 ORDER BY total_score DESC, q.hacker_id

-- case: abs
WITH seats AS (SELECT s.seat_id, s.free FROM (VALUES (1, 1), (2, 0), (3, 1), (4, 1), (5, 1)) AS s (seat_id, free)) SELECT DISTINCT a.seat_id FROM seats a JOIN seats b ON abs(a.seat_id - b.seat_id) = 1 AND a.free = 1 AND b.free = 1 ORDER BY a.seat_id

-- case: join
SELECT e1.name AS employee, e1.salary, m.name AS manager, m.salary AS manager_salary FROM (VALUES (1, 'Joe', 70000, 3), (2, 'Henry', 80000, 4), (3, 'Sam', 60000, NULL), (4, 'Max', 90000, NULL)) AS e1 (id, name, salary, manager_id) LEFT JOIN (VALUES (3, 'Sam', 60000), (4, 'Max', 90000)) AS m (id, name, salary) ON e1.manager_id = m.id ORDER BY m.name NULLS LAST, e1.name DESC

-- case: row_number_again
SELECT max(CASE WHEN r.occupation = 'Doctor' THEN r.name END) AS doctor, max(CASE WHEN r.occupation = 'Professor' THEN r.name END) AS professor, max(CASE WHEN r.occupation = 'Singer' THEN r.name END) AS singer FROM (SELECT o.name, o.occupation, row_number() OVER (PARTITION BY o.occupation ORDER BY o.name) AS rn FROM (VALUES ('Samantha', 'Doctor'), ('Julia', 'Doctor'), ('Maria', 'Singer'), ('Meera', 'Singer'), ('Ashely', 'Professor'), ('Ketty', 'Professor'), ('Christeen', 'Professor')) AS o (name, occupation)) r GROUP BY r.rn ORDER BY r.rn

-- case: trades_min_by_max_by
WITH trades (symbol, ts, price, vol) AS (VALUES ('AAPL', TIMESTAMP '2024-06-03 09:30:00', DECIMAL '190.10', 100), ('AAPL', TIMESTAMP '2024-06-03 09:30:30', DECIMAL '190.40', 50), ('AAPL', TIMESTAMP '2024-06-03 09:31:05', DECIMAL '189.95', 200), ('MSFT', TIMESTAMP '2024-06-03 09:30:10', DECIMAL '415.00', 10), ('MSFT', TIMESTAMP '2024-06-03 09:31:59', DECIMAL '416.25', 30)) SELECT t.symbol, date_trunc('minute', t.ts) AS bar, min_by(t.price, t.ts) AS open, max(t.price) AS high, min(t.price) AS low, max_by(t.price, t.ts) AS close, sum(t.vol) AS volume, CAST(sum(t.price * t.vol) / sum(t.vol) AS decimal(12, 4)) AS vwap FROM trades t GROUP BY t.symbol, date_trunc('minute', t.ts) ORDER BY 1, 2

-- case: max_by
WITH quotes AS (SELECT q.sym, q.ts, q.bid FROM (VALUES ('X', 1, 10), ('X', 5, 11), ('X', 9, 12), ('Y', 2, 50)) AS q (sym, ts, bid)), trades AS (SELECT t.sym, t.ts, t.px FROM (VALUES ('X', 4, 11), ('X', 9, 13), ('Y', 1, 49), ('Y', 7, 51)) AS t (sym, ts, px)) SELECT t.sym, t.ts, t.px, max_by(q.bid, q.ts) AS bid, t.px - max_by(q.bid, q.ts) AS slippage FROM trades t LEFT JOIN quotes q ON q.sym = t.sym AND q.ts <= t.ts GROUP BY t.sym, t.ts, t.px ORDER BY t.sym, t.ts

-- case: bom_join_recursive
WITH RECURSIVE bom (part, component, qty, lvl) AS (SELECT b.part, b.component, b.qty, 1 FROM (VALUES ('bike', 'wheel', 2), ('bike', 'frame', 1), ('wheel', 'spoke', 32), ('wheel', 'rim', 1), ('rim', 'bolt', 4)) AS b (part, component, qty) WHERE b.part = 'bike' UNION ALL SELECT b.part, b.component, bom.qty * b.qty, bom.lvl + 1 FROM bom INNER JOIN (VALUES ('bike', 'wheel', 2), ('bike', 'frame', 1), ('wheel', 'spoke', 32), ('wheel', 'rim', 1), ('rim', 'bolt', 4)) AS b (part, component, qty) ON b.part = bom.component) SELECT bom.component, sum(bom.qty) AS total_qty, max(bom.lvl) AS lvl FROM bom GROUP BY bom.component ORDER BY total_qty DESC, bom.component

-- case: date_diff_rank
SELECT "Orders"."Order Date", "Orders"."Ship Mode" AS "Ship Mode", DATE_DIFF('DAY', "Orders"."Order Date", "Orders"."Ship Date") AS "Days to Ship", RANK() OVER (ORDER BY "Orders"."Order Date" ASC) AS "Rank 1" FROM (VALUES (DATE '2023-11-30', DATE '2023-12-04', 'Second Class'), (DATE '2023-12-31', DATE '2024-01-01', 'Same Day'), (DATE '2024-02-28', DATE '2024-03-01', 'Standard Class')) "Orders" ("Order Date", "Ship Date", "Ship Mode") WHERE (NOT ("Orders"."Ship Mode" IN ('First Class', 'Same Day'))) ORDER BY "Orders"."Order Date" DESC

-- case: date_format_users_date_add
WITH z_base AS (SELECT (DATE_FORMAT(users.created_at, '%Y-%m-%d')) AS "users.created_date", CASE WHEN users.age < 18 THEN 'Below 18' WHEN users.age >= 18 AND users.age < 35 THEN '18 to 34' WHEN users.age >= 35 THEN '35 or Above' ELSE 'Undefined' END AS "users.age_tier", COALESCE(SUM(users.spend), 0) AS "users.total_spend", COUNT(DISTINCT users.id) AS "users.count" FROM (VALUES (1, TIMESTAMP '2024-08-01 00:00:01', 17, 5), (2, TIMESTAMP '2024-08-01 13:00:00', 34, NULL), (3, TIMESTAMP '2024-08-02 07:00:00', NULL, 8), (4, TIMESTAMP '2024-08-02 07:30:00', 35, 12)) AS users (id, created_at, age, spend) WHERE ((( users.created_at ) >= ((TIMESTAMP '2024-08-01')) AND ( users.created_at ) < ((DATE_ADD('day', 7, TIMESTAMP '2024-08-01'))))) GROUP BY 1, 2) SELECT * FROM z_base ORDER BY 1 DESC, 2 LIMIT 500

-- case: approx_distinct_element_at_array_agg
SELECT repo, count(*) FILTER (WHERE type = 'WatchEvent') AS stars, count(*) FILTER (WHERE type = 'ForkEvent') AS forks, count(DISTINCT actor) FILTER (WHERE type IN ('PushEvent', 'PullRequestEvent')) AS contributors, approx_distinct(actor) AS actors, element_at(array_agg(actor ORDER BY created_at DESC), 1) AS last_actor FROM (VALUES ('trinodb/trino', 'WatchEvent', 'u1', TIMESTAMP '2024-01-01 00:00:00'), ('trinodb/trino', 'PushEvent', 'u2', TIMESTAMP '2024-01-01 01:00:00'), ('trinodb/trino', 'PullRequestEvent', 'u2', TIMESTAMP '2024-01-01 02:00:00'), ('dbt-labs/dbt', 'ForkEvent', 'u3', TIMESTAMP '2024-01-01 03:00:00')) AS gh (repo, type, actor, created_at) GROUP BY repo HAVING count(*) > 0 ORDER BY stars DESC, repo

-- case: count_if_date_diff_format
WITH shipments AS (SELECT * FROM (VALUES ('S1', 'LAX', 'JFK', DATE '2024-02-27', DATE '2024-03-02', DATE '2024-03-01'), ('S2', 'LAX', 'ORD', DATE '2024-02-28', NULL, DATE '2024-03-03'), ('S3', 'SEA', 'JFK', DATE '2024-02-01', DATE '2024-02-05', DATE '2024-02-06')) AS s (id, origin, dest, shipped, delivered, promised)), kpi AS (SELECT s.origin, count(*) AS n, count(s.delivered) AS delivered, count_if(s.delivered <= s.promised) AS on_time, avg(date_diff('day', s.shipped, s.delivered)) AS avg_days FROM shipments s GROUP BY s.origin) SELECT k.origin, k.n, k.delivered, k.on_time, round(k.avg_days, 1) AS avg_days, format('%d of %d (%.1f%%)', k.on_time, k.n, 100e0 * k.on_time / k.n) AS label FROM kpi k ORDER BY k.origin

-- case: last_day_of_month_day_of_year_extract
SELECT t.k, t.v, last_day_of_month(t.v) AS eom, date_add('month', 1, t.v) AS plus1m, t.v + INTERVAL '1' YEAR AS plus1y, day_of_year(t.v) AS doy, week(t.v) AS iso_week, year_of_week(t.v) AS yow, extract(DAY FROM t.v) AS dd, date_diff('month', DATE '2023-12-31', t.v) AS mths FROM (VALUES (1, DATE '2024-01-31'), (2, DATE '2024-02-29'), (3, DATE '2024-12-30'), (4, DATE '2023-01-01')) AS t (k, v) ORDER BY t.v

-- case: sequence_exists
WITH a AS (SELECT u.n FROM UNNEST(sequence(1, 15)) AS u (n)) SELECT a.n, CASE WHEN a.n % 15 = 0 THEN 'FizzBuzz' WHEN a.n % 5 = 0 THEN 'Buzz' WHEN a.n % 3 = 0 THEN 'Fizz' ELSE CAST(a.n AS varchar) END AS fb FROM a WHERE NOT EXISTS (SELECT 1 FROM a AS b WHERE b.n > 1 AND b.n < a.n AND a.n % b.n = 0) OR a.n % 3 = 0 ORDER BY a.n

-- case: array_distinct_array_intersect_array_except
SELECT p.pid, p.tags, array_distinct(p.tags) AS uniq, array_intersect(p.tags, ARRAY['sale', 'new']) AS promo, array_except(ARRAY['sale', 'new'], p.tags) AS missing, arrays_overlap(p.tags, ARRAY['new']) AS is_new, array_position(p.tags, 'sale') AS pos, p.tags || 'end' AS appended FROM (VALUES (1, ARRAY['sale', 'hot', 'sale']), (2, ARRAY['new']), (3, ARRAY[])) AS p (pid, tags) ORDER BY p.pid

-- case: lag_is_distinct
WITH hr AS (SELECT h.emp, h.eff, h.title, h.pay FROM (VALUES (7, DATE '2022-01-01', 'Analyst', 50000), (7, DATE '2023-01-01', 'Analyst', 54000), (7, DATE '2023-07-01', 'Senior', 65000), (8, DATE '2022-05-01', 'Clerk', 30000)) AS h (emp, eff, title, pay)), chg AS (SELECT hr.emp, hr.eff, hr.title, hr.pay, lag(hr.pay, 1, hr.pay) OVER (PARTITION BY hr.emp ORDER BY hr.eff) AS prev_pay, lag(hr.title) OVER (PARTITION BY hr.emp ORDER BY hr.eff) IS DISTINCT FROM hr.title AS title_changed FROM hr) SELECT chg.emp, chg.eff, chg.pay - chg.prev_pay AS raise, CAST((chg.pay - chg.prev_pay) * DECIMAL '100.00' / chg.prev_pay AS decimal(6, 2)) AS raise_pct, chg.title_changed FROM chg ORDER BY chg.emp, chg.eff

-- case: plain_15
-- fails: expression not scalar
SELECT v.category, v.total FROM (SELECT s.category, sum(s.amount) AS total FROM (VALUES ('a', 1), ('b', 2), ('a', 3)) AS s (category, amount) GROUP BY s.category) v WHERE total > 1 AND sum(v.total) > 3 ORDER BY v.category

-- case: plain_16
-- fails: expression not aggregate
SELECT o.customer_id, o.order_date, sum(o.amount) AS amount FROM (VALUES (1, DATE '2024-01-01', 5), (1, DATE '2024-01-02', 6)) AS o (customer_id, order_date, amount) GROUP BY o.customer_id ORDER BY o.customer_id

-- case: plain_17
-- fails: type mismatch
SELECT b.id, b.flag = 'true' AS is_true, CASE b.flag WHEN 'true' THEN 1 ELSE 'no' END AS val FROM (VALUES (1, 'true'), (2, 'false')) AS b (id, flag) ORDER BY b.id

-- case: try_nullif
WITH spend AS (SELECT * FROM (VALUES ('fb', DATE '2024-01-01', 100.00, 1000, 50), ('fb', DATE '2024-01-02', 0.00, 0, 0), ('ga', DATE '2024-01-01', 30.00, 300, 3)) AS s (platform, day, cost, impressions, clicks)) SELECT spend.platform, sum(spend.cost) AS cost, sum(spend.clicks) AS clicks, try(sum(spend.clicks) / sum(spend.impressions)) AS int_ctr, CAST(sum(spend.clicks) AS double) / nullif(sum(spend.impressions), 0) AS ctr, sum(spend.cost) / nullif(sum(spend.clicks), 0) AS cpc, max(spend.cost / nullif(spend.clicks, 0)) AS worst_cpc FROM spend GROUP BY spend.platform ORDER BY cpc DESC

-- case: plain_18
SELECT v.match_id, v.team, v.points, sum(v.points) OVER (PARTITION BY v.team ORDER BY v.match_id) AS cum, CASE WHEN sum(v.points) OVER (PARTITION BY v.team) = max(sum(v.points)) OVER () THEN 'leader' ELSE 'other' END AS status FROM (VALUES (1, 'red', 3), (1, 'blue', 0), (2, 'red', 1), (2, 'blue', 1), (3, 'red', 0), (3, 'blue', 3)) AS v (match_id, team, points) GROUP BY v.match_id, v.team, v.points ORDER BY v.match_id, v.team

-- case: lead_avg
WITH plans AS (SELECT p.plan_id, p.plan_name, p.price FROM (VALUES (0, 'trial', DECIMAL '0.00'), (1, 'basic monthly', DECIMAL '9.90'), (2, 'pro monthly', DECIMAL '19.90'), (3, 'pro annual', DECIMAL '199.00'), (4, 'churn', NULL)) AS p (plan_id, plan_name, price)), subs AS (SELECT s.customer_id, s.plan_id, s.start_date FROM (VALUES (1, 0, DATE '2020-08-01'), (1, 1, DATE '2020-08-08'), (2, 0, DATE '2020-09-20'), (2, 3, DATE '2020-09-27'), (3, 0, DATE '2020-01-13'), (3, 4, DATE '2020-01-20')) AS s (customer_id, plan_id, start_date)), nxt AS (SELECT subs.*, lead(subs.plan_id) OVER (PARTITION BY subs.customer_id ORDER BY subs.start_date) AS next_plan FROM subs), after_trial AS (SELECT nxt.customer_id, nxt.next_plan FROM nxt WHERE nxt.plan_id = 0 AND nxt.next_plan IS NOT NULL) SELECT plans.plan_name, count(*) AS conversions, round(100.0 * count(*) / (SELECT count(DISTINCT subs.customer_id) FROM subs), 1) AS conversion_percentage, avg(plans.price) AS price FROM after_trial JOIN plans ON plans.plan_id = after_trial.next_plan GROUP BY plans.plan_name ORDER BY plans.plan_name

-- case: nullif_trim_split
WITH pizzas AS (SELECT o.order_id, o.exclusions, o.extras FROM (VALUES (1, '', NULL), (4, '4', 'null'), (9, '4', '1, 5'), (10, '2, 6', '1, 4')) AS o (order_id, exclusions, extras)), cleaned AS (SELECT pizzas.order_id, nullif(nullif(pizzas.exclusions, ''), 'null') AS exclusions, nullif(nullif(pizzas.extras, ''), 'null') AS extras FROM pizzas), exploded AS (SELECT c.order_id, CAST(trim(e.x) AS integer) AS topping_id FROM cleaned c CROSS JOIN UNNEST(split(c.extras, ',')) AS e (x)) SELECT exploded.topping_id, count(*) AS times_added, array_agg(exploded.order_id ORDER BY exploded.order_id) AS orders FROM exploded GROUP BY exploded.topping_id ORDER BY times_added DESC, topping_id

-- case: plain_19
SELECT t.id, u.tag FROM (VALUES (1, ARRAY['a', 'b']), (2, CAST(ARRAY[] AS array(varchar))), (3, NULL)) AS t (id, tags) LEFT JOIN UNNEST(t.tags) AS u (tag) ON TRUE ORDER BY t.id, u.tag

-- case: plain_20
SELECT p.id, CASE WHEN p.p_id IS NULL THEN 'Root' WHEN p.id IN (SELECT c.p_id FROM (VALUES (1, NULL), (2, 1), (3, 1), (4, 2), (5, 2)) AS c (id, p_id) WHERE c.p_id IS NOT NULL) THEN 'Inner' ELSE 'Leaf' END AS type FROM (VALUES (1, NULL), (2, 1), (3, 1), (4, 2), (5, 2)) AS p (id, p_id) ORDER BY p.id

-- case: having_again
SELECT v.num FROM (VALUES 8, 8, 3, 3, 1, 4, 5, 6) AS v (num) WHERE v.num NOT IN (SELECT w.bad FROM (VALUES 8, NULL) AS w (bad)) GROUP BY v.num HAVING count(*) = 1 ORDER BY v.num

-- case: offset
SELECT (SELECT DISTINCT e.salary FROM (VALUES (1, 100), (2, 200), (3, 300), (4, 300)) AS e (id, salary) ORDER BY e.salary DESC OFFSET 1 LIMIT 1) AS second_highest_salary, (SELECT max(e.salary) FROM (VALUES (1, 100)) AS e (id, salary) WHERE e.salary < (SELECT max(f.salary) FROM (VALUES (1, 100)) AS f (id, salary))) AS none_here

-- case: having_thrice
WITH insurance AS (SELECT * FROM (VALUES (1, 10, 5, 10, 10), (2, 20, 20, 20, 20), (3, 10, 30, 20, 20), (4, 10, 40, 40, 40)) AS i (pid, tiv_2015, tiv_2016, lat, lon)) SELECT round(CAST(sum(i.tiv_2016) AS decimal(12, 2)), 2) AS tiv_2016 FROM insurance i WHERE i.tiv_2015 IN (SELECT tiv_2015 FROM insurance GROUP BY tiv_2015 HAVING count(*) > 1) AND (i.lat, i.lon) IN (SELECT lat, lon FROM insurance GROUP BY lat, lon HAVING count(*) = 1)

-- case: row_number_format_datetime
WITH stadium AS (SELECT s.id, s.visit_date, s.people FROM (VALUES (1, DATE '2017-01-01', 10), (2, DATE '2017-01-02', 109), (3, DATE '2017-01-03', 150), (4, DATE '2017-01-04', 99), (5, DATE '2017-01-05', 145), (6, DATE '2017-01-06', 1455), (7, DATE '2017-01-07', 199), (8, DATE '2017-01-09', 188)) AS s (id, visit_date, people)), g AS (SELECT s.*, s.id - row_number() OVER (ORDER BY s.id) AS grp FROM stadium s WHERE s.people >= 100), c AS (SELECT g.*, count(*) OVER (PARTITION BY g.grp) AS cnt FROM g) SELECT c.id, format_datetime(c.visit_date, 'EEE dd MMM') AS visit_date, c.people FROM c WHERE c.cnt >= 3 ORDER BY c.visit_date

-- case: dates_facts_last_value
WITH RECURSIVE dates (d) AS (SELECT DATE '2024-02-26' UNION ALL SELECT date_add('day', 1, dates.d) FROM dates WHERE dates.d < DATE '2024-03-02'), facts (d, v) AS (VALUES (DATE '2024-02-27', 5), (DATE '2024-03-01', 9), (DATE '2024-03-01', 1)) SELECT dates.d AS d, coalesce(sum(facts.v), 0) AS v, sum(coalesce(sum(facts.v), 0)) OVER (ORDER BY dates.d) AS running_v, last_value(sum(facts.v)) IGNORE NULLS OVER (ORDER BY dates.d) AS last_seen FROM dates LEFT JOIN facts ON facts.d = dates.d GROUP BY dates.d ORDER BY dates.d

-- case: regexp_like_regexp_count_log
SELECT log.k AS device, regexp_extract_all(log.line, 'E(\d{3})', 1) AS codes, regexp_replace(log.line, '(\w+)=(\w+)', '$2:$1') AS swapped, regexp_like(log.line, '(?i)warn') AS warn, strpos(log.line, 'E') AS first_e, substr(log.line, -4) AS tail, lpad(CAST(log.k AS varchar), 5, '0') AS padded, regexp_count(log.line, '[0-9]+') AS nums FROM (VALUES (7, 'WARN code=E101 then E205'), (12, 'ok temp=20'), (3, '')) AS log (k, line) ORDER BY log.k DESC

-- case: regexp_extract_all_last_value_substr
WITH mem AS (SELECT regexp_extract_all(m.txt, 'mul\(\d{1,3},\d{1,3}\)|do\(\)|don''t\(\)') AS ops FROM (VALUES 'xmul(2,4)&mul[3,7]!^don''t()_mul(5,5)+mul(32,64](mul(11,8)undo()?mul(8,5))') AS m (txt)), toks AS (SELECT u.op, u.pos FROM mem CROSS JOIN UNNEST(mem.ops) WITH ORDINALITY AS u (op, pos)), st AS (SELECT toks.op, toks.pos, last_value(CASE WHEN toks.op LIKE 'do%' THEN toks.op END) IGNORE NULLS OVER (ORDER BY toks.pos) AS mode FROM toks) SELECT sum(CAST(split_part(split_part(substr(st.op, 5), ')', 1), ',', 1) AS bigint) * CAST(split_part(split_part(st.op, ')', 1), ',', 2) AS bigint)) AS part1, count_if(coalesce(st.mode, 'do()') = 'do()') AS enabled FROM st WHERE st.op LIKE 'mul%'

-- case: grouping_cube_filter
SELECT coalesce(CAST(x.yr AS varchar), 'Total') AS yr, sum(x.amt) FILTER (WHERE x.dept = 'A') AS a, sum(x.amt) FILTER (WHERE x.dept = 'B') AS b, grouping(x.yr) AS is_total FROM (VALUES (2022, 'A', 1.5), (2022, 'B', 2.5), (2023, 'A', 4.0)) AS x (yr, dept, amt) GROUP BY CUBE (x.yr) ORDER BY is_total, yr

-- case: sqrt_power_filter
WITH ab AS (SELECT * FROM (VALUES ('control', 1, 0), ('control', 2, 1), ('control', 3, 0), ('control', 4, 0), ('treat', 5, 1), ('treat', 6, 1), ('treat', 7, 0), ('treat', 8, NULL)) AS v (variant, uid, converted)), agg AS (SELECT ab.variant, count(*) AS n, count(ab.converted) AS n_known, sum(ab.converted) AS conv FROM ab GROUP BY ab.variant), wide AS (SELECT max(agg.conv) FILTER (WHERE agg.variant = 'control') AS c_conv, max(agg.n) FILTER (WHERE agg.variant = 'control') AS c_n, max(agg.conv) FILTER (WHERE agg.variant = 'treat') AS t_conv, max(agg.n) FILTER (WHERE agg.variant = 'treat') AS t_n FROM agg) SELECT wide.*, round(wide.t_conv / CAST(wide.t_n AS double) - wide.c_conv / CAST(wide.c_n AS double), 4) AS lift, round(sqrt(power(wide.t_conv, 2) + wide.c_n), 3) AS dummy_se FROM wide

-- case: between
SELECT 'orders' AS "table", 'amount' AS "column", count(*) AS row_count, count(*) - count(o.amount) AS null_count, CAST(count(o.amount) AS decimal(10, 4)) / count(*) AS not_null_proportion, min(o.amount) AS min_v, max(o.amount) AS max_v, count(DISTINCT o.amount) AS distinct_count, count(DISTINCT o.amount) = count(*) AS is_unique, sum(CASE WHEN o.amount BETWEEN 0 AND 100 THEN 0 ELSE 1 END) AS out_of_range FROM (VALUES (1, DECIMAL '10.50'), (2, DECIMAL '-3.00'), (3, NULL), (4, DECIMAL '10.50'), (5, DECIMAL '101.00')) AS o (id, amount)

-- case: plain_21
WITH all_values AS (SELECT s.status AS value_field, count(*) AS n_records FROM (VALUES 'placed', 'shipped', 'lost', NULL, 'lost', 'Placed') AS s (status) GROUP BY s.status) SELECT * FROM all_values WHERE value_field NOT IN ('placed', 'shipped', 'completed', 'returned') ORDER BY value_field

-- case: plain_22
WITH child AS (SELECT c.customer_id AS from_field FROM (VALUES 1, 2, 2, 5, NULL) AS c (customer_id) WHERE c.customer_id IS NOT NULL), parent AS (SELECT p.id AS to_field FROM (VALUES 1, 2, 3) AS p (id)) SELECT child.from_field FROM child LEFT JOIN parent ON child.from_field = parent.to_field WHERE parent.to_field IS NULL

-- case: union
WITH calls AS (SELECT c.call_id, c.started, c.ended FROM (VALUES (1, TIMESTAMP '2024-05-05 10:00:00', TIMESTAMP '2024-05-05 10:10:00'), (2, TIMESTAMP '2024-05-05 10:05:00', TIMESTAMP '2024-05-05 10:20:00'), (3, TIMESTAMP '2024-05-05 10:08:00', TIMESTAMP '2024-05-05 10:09:00'), (4, TIMESTAMP '2024-05-05 11:00:00', TIMESTAMP '2024-05-05 11:01:00')) AS c (call_id, started, ended)), edges AS (SELECT calls.started AS ts, 1 AS delta FROM calls UNION ALL SELECT calls.ended, -1 FROM calls), running AS (SELECT edges.ts, sum(edges.delta) OVER (ORDER BY edges.ts, edges.delta) AS concurrent FROM edges) SELECT running.ts, running.concurrent FROM running WHERE running.concurrent = (SELECT max(r.concurrent) FROM running r) ORDER BY running.ts

-- case: count_if_first_value_ordinality
WITH f AS (SELECT * FROM (VALUES ('u1', 'visit', 1), ('u1', 'signup', 2), ('u1', 'pay', 5), ('u2', 'visit', 1), ('u2', 'pay', 2), ('u3', 'signup', 1), ('u3', 'visit', 3)) AS e (uid, step, t)), per_user AS (SELECT f.uid, min(f.t) FILTER (WHERE f.step = 'visit') AS t1, min(f.t) FILTER (WHERE f.step = 'signup') AS t2, min(f.t) FILTER (WHERE f.step = 'pay') AS t3 FROM f GROUP BY f.uid), counts AS (SELECT count(p.t1) AS visits, count_if(p.t2 > p.t1) AS signups, count_if(p.t2 > p.t1 AND p.t3 > p.t2) AS pays FROM per_user p) SELECT s.step_no, s.step, s.users, round(s.users * 1e0 / first_value(s.users) OVER (ORDER BY s.step_no), 3) AS pct_of_first FROM counts CROSS JOIN UNNEST(ARRAY['visit', 'signup', 'pay'], ARRAY[counts.visits, counts.signups, counts.pays]) WITH ORDINALITY AS s (step, users, step_no) ORDER BY s.step_no

-- case: power_from_hex_replace
SELECT t."from", bytearray.len, t.value / power(10, t.decimals) AS amount, t.symbol FROM (SELECT from_hex(replace(x.addr, '0x', '')) AS "from", x.value, x.decimals, x.symbol FROM (VALUES ('0xdeadbeef', 1500000, 6, 'USDC'), ('0x00ff', 250, 2, 'GUSD')) AS x (addr, value, decimals, symbol)) t CROSS JOIN LATERAL (SELECT length(t."from") AS len) bytearray ORDER BY amount DESC

-- case: from_base_bitwise_and_from_big_endian_64
SELECT b.blk, from_base(b.hexv, 16) AS dec_value, to_base(b.blk, 16) AS hex_blk, bitwise_and(b.blk, 255) AS low_byte, from_big_endian_64(from_hex(lpad(b.hexv, 16, '0'))) AS be, CAST(CAST(b.blk AS varchar) AS decimal(38, 0)) * DECIMAL '1000000000000000000' AS wei, lower(to_hex(sha256(to_utf8(b.hexv)))) LIKE '%a%' AS has_a FROM (VALUES (BIGINT '17000000', '1dcd6500'), (BIGINT '1', 'ff')) AS b (blk, hexv) ORDER BY b.blk

-- case: geometric_mean_checksum_bool_or
WITH t AS (SELECT * FROM (VALUES (1, 'x', 5), (2, 'x', 7), (3, 'y', 1)) AS v (id, g, n)), u AS (SELECT t.g, min(t.n) AS med, stddev_pop(t.n) AS sd, geometric_mean(t.n) > 0 AS pos, checksum(t.n) IS NOT NULL AS ck, bool_or(t.n > 6) AS any_big, max(t.n, 2) AS top2, max_by(t.id, t.n, 2) AS top_ids FROM t GROUP BY t.g) SELECT u.g, u.med, round(u.sd, 6) AS sd, u.pos, u.ck, u.any_big, u.top2, u.top_ids FROM u ORDER BY u.g DESC

-- case: join_again
-- fails: ambiguous name
SELECT a.id, b.id AS b_id FROM (VALUES (1, 'x')) AS a (id, nm) JOIN (VALUES (1, 'y')) AS b (id, nm) ON a.id = b.id WHERE nm = 'x'

-- case: avg_window_range
SELECT o.dt, o.amt, avg(o.amt) OVER w AS avg7, count(*) OVER (w ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS n3, sum(o.amt) OVER (ORDER BY o.dt RANGE BETWEEN INTERVAL '1' MONTH PRECEDING AND INTERVAL '1' MONTH FOLLOWING) AS month_window, sum(o.amt) OVER (ORDER BY o.amt DESC RANGE BETWEEN 10 PRECEDING AND 5 FOLLOWING) AS near_amt FROM (VALUES (DATE '2024-01-31', 10), (DATE '2024-02-29', 20), (DATE '2024-03-30', 35), (DATE '2024-03-31', 40), (DATE '2024-06-01', NULL)) AS o (dt, amt) WINDOW w AS (ORDER BY o.dt) ORDER BY o.dt

-- case: upper_row_number_union
WITH inc AS (SELECT n.id, n.updated_at, n.val FROM (VALUES (2, TIMESTAMP '2024-01-02 00:00:00', 'b2'), (3, TIMESTAMP '2024-01-03 00:00:00', 'c')) AS n (id, updated_at, val)), existing AS (SELECT x.id, x.updated_at, x.val FROM (VALUES (1, TIMESTAMP '2024-01-01 00:00:00', 'a'), (2, TIMESTAMP '2024-01-01 00:00:00', 'b')) AS x (id, updated_at, val)), to_merge AS (SELECT inc.* FROM inc WHERE inc.updated_at > (SELECT coalesce(max(existing.updated_at), TIMESTAMP '1900-01-01 00:00:00') FROM existing)), merged AS (SELECT * FROM to_merge UNION ALL SELECT existing.* FROM existing WHERE existing.id NOT IN (SELECT to_merge.id FROM to_merge)) SELECT merged.id, upper(merged.val) AS val, merged.updated_at, row_number() OVER (ORDER BY merged.updated_at DESC, merged.id) AS recency FROM merged ORDER BY merged.val

-- case: typeof_json_exists_fetch
SELECT e.emp_id, e.cat, e.amt, CAST(ROW(e.emp_id, e.cat) AS ROW(id bigint, category varchar)).category AS c2, typeof(e.amt) AS ty, json_format(CAST(MAP(ARRAY['id', 'n'], ARRAY[e.emp_id, 1]) AS json)) AS js, json_value(e.doc, 'lax $.a[1]') AS jv, json_exists(e.doc, 'strict $.b') AS je FROM (VALUES (1, 'travel', DECIMAL '12.30', '{"a":[1,2]}'), (2, 'meals', DECIMAL '7.00', '{"b":null}')) AS e (emp_id, cat, amt, doc) ORDER BY e.emp_id FETCH FIRST 2 ROWS ONLY

-- case: dep_join_emp
SELECT d.dept, d.headcount, CASE d.headcount WHEN 0 THEN NULL ELSE d.payroll / d.headcount END AS avg_pay FROM (SELECT dep.name AS dept, count(emp.id) AS headcount, coalesce(sum(emp.pay), 0) AS payroll FROM (VALUES (1, 'Eng'), (2, 'Legal'), (3, 'Ops')) AS dep (id, name) LEFT JOIN (VALUES (1, 1, 101), (2, 1, 200), (3, 3, 77)) AS emp (id, dept_id, pay) ON emp.dept_id = dep.id AND emp.pay > 80 GROUP BY dep.id, dep.name) d ORDER BY d.headcount DESC, d.dept
