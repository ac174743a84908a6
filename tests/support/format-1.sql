BEGIN TRANSACTION;
CREATE TABLE formats (
	version INTEGER NOT NULL, 
	PRIMARY KEY (version)
);
INSERT INTO "formats" VALUES(1);
CREATE TABLE records (
	id VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (sha256), 
	FOREIGN KEY(sha256) REFERENCES sources (sha256)
);
INSERT INTO "records" VALUES('64f402e6845f','64f402e6845f7ec21a3ff7a356df89703cc4489677587027ef795365670e24e0');
INSERT INTO "records" VALUES('8db9e7ae0cea','8db9e7ae0ceaac2f145bfca255a3d54dc1050cfafbe6d688eed83af976a00116');
CREATE TABLE replies (
	record_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	PRIMARY KEY (record_id, number, position), 
	FOREIGN KEY(record_id, number) REFERENCES revisions (record_id, number)
);
INSERT INTO "replies" VALUES('64f402e6845f',1,0,'{}');
CREATE TABLE revisions (
	record_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	parent INTEGER, 
	author VARCHAR, 
	reason VARCHAR NOT NULL, 
	saved_at VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	project VARCHAR, 
	verdict VARCHAR NOT NULL, 
	findings INTEGER NOT NULL, 
	reader VARCHAR NOT NULL, 
	model VARCHAR NOT NULL, 
	schema VARCHAR NOT NULL, 
	reading JSON NOT NULL, 
	sheet JSON NOT NULL, 
	results JSON NOT NULL, 
	unclaimed JSON NOT NULL, 
	seal VARCHAR NOT NULL, 
	PRIMARY KEY (record_id, number), 
	FOREIGN KEY(record_id, parent) REFERENCES revisions (record_id, number), 
	FOREIGN KEY(record_id) REFERENCES records (id)
);
INSERT INTO "revisions" VALUES('64f402e6845f',1,NULL,'佐藤','初回','2026-11-22T07:42:15.894+00:00','parks.txt','公園整備事業','needs_review',1,'model','openai:small','structurer/record/1','{"attempts":1,"cached":0,"cost":null,"model":"openai:small","prompt_sha256":"abababababababababababababababababababababababababababababababab","reader":"model","reading":null,"reread":null,"samples":1,"seconds":"0.5","tokens":{"cached":0,"input":10,"output":5},"unanswered":[],"versions":{"structurer":"0.1.0"}}','{"costs":[],"decisions":[],"eligible_costs":[],"funding":[],"identity":{"accounts":null,"code":null,"department":null,"division":null,"fiscal_year":null,"fiscal_year_label":null,"period":null,"project":{"line":1,"text":"公園整備事業"},"publisher":null,"stage":null,"unit":null},"indicators":[],"mentions":[],"narrative":[],"national_rates":[],"sections":[],"totals":[]}','[{"blame":null,"code":"SUM101","computed":null,"defect":"total","difference":null,"figures":[],"finding":true,"lines":[],"name":"計","outcome":"fails","paths":[],"stated":"0","working":[]}]','[]','5365d468e0a535223d27a15f70f6739ef0e33534b13785f6f019f430f97f0201');
INSERT INTO "revisions" VALUES('64f402e6845f',2,1,'鈴木','','2026-11-22T07:42:15.902+00:00','parks.txt','公園整備事業','verified',0,'model','openai:small','structurer/record/1','{"attempts":1,"cached":0,"cost":null,"model":"openai:small","prompt_sha256":"abababababababababababababababababababababababababababababababab","reader":"model","reading":null,"reread":null,"samples":1,"seconds":"0.5","tokens":{"cached":0,"input":10,"output":5},"unanswered":[],"versions":{"structurer":"0.1.0"}}','{"costs":[],"decisions":[],"eligible_costs":[],"funding":[],"identity":{"accounts":null,"code":null,"department":null,"division":null,"fiscal_year":null,"fiscal_year_label":null,"period":null,"project":{"line":1,"text":"公園整備事業"},"publisher":null,"stage":null,"unit":null},"indicators":[],"mentions":[],"narrative":[],"national_rates":[],"sections":[],"totals":[]}','[{"blame":null,"code":"SUM101","computed":null,"defect":"total","difference":null,"figures":[],"finding":false,"lines":[],"name":"計","outcome":"holds","paths":[],"stated":"0","working":[]}]','[]','e6ac8e2b53145d928419b673f80617bc6ab33740d793744cfff1622e7bff25bd');
INSERT INTO "revisions" VALUES('8db9e7ae0cea',1,NULL,NULL,'','2026-11-22T07:42:15.907+00:00','road.txt','公園整備事業','needs_review',1,'model','openai:small','structurer/record/1','{"attempts":1,"cached":0,"cost":null,"model":"openai:small","prompt_sha256":"abababababababababababababababababababababababababababababababab","reader":"model","reading":null,"reread":null,"samples":1,"seconds":"0.5","tokens":{"cached":0,"input":10,"output":5},"unanswered":[],"versions":{"structurer":"0.1.0"}}','{"costs":[],"decisions":[],"eligible_costs":[],"funding":[],"identity":{"accounts":null,"code":null,"department":null,"division":null,"fiscal_year":null,"fiscal_year_label":null,"period":null,"project":{"line":1,"text":"公園整備事業"},"publisher":null,"stage":null,"unit":null},"indicators":[],"mentions":[],"narrative":[],"national_rates":[],"sections":[],"totals":[]}','[{"blame":null,"code":"SUM101","computed":null,"defect":"total","difference":null,"figures":[],"finding":true,"lines":[],"name":"計","outcome":"fails","paths":[],"stated":"0","working":[]}]','[]','cd650511088fcc046e8bfd186b5fe5140dee65e8f5edf8ba32487dc66025ae12');
CREATE TABLE sources (
	sha256 VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	PRIMARY KEY (sha256)
);
INSERT INTO "sources" VALUES('64f402e6845f7ec21a3ff7a356df89703cc4489677587027ef795365670e24e0','公園整備事業
要求額 1,000千円
');
INSERT INTO "sources" VALUES('8db9e7ae0ceaac2f145bfca255a3d54dc1050cfafbe6d688eed83af976a00116','道路整備事業
要求額 2,500千円
');
COMMIT;
