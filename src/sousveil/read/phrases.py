# ruff: noqa: E501
"""Words that page furniture consists of, in English, Korean and Chinese.

`ALONE`: a short block that is nothing but this. `HEADS`: the heading of a list of other articles; what follows it is
furniture until the article resumes. Each pattern has to match the whole block (`re.fullmatch`), so that a sentence which
merely mentions cookies or comments stays body.
"""

from __future__ import annotations

import re

_I = re.IGNORECASE

COOKIE = "cookie notice"
SHARE = "share or follow"
NEWSLETTER = "newsletter or subscription"
COPYRIGHT = "copyright line"
CREDIT = "image credit"
ADVERT = "advertisement"
RELATED = "related headline"
MENU = "menu"
COMMENTS = "comments"
ACCOUNT = "log-in"
CONTACT = "contact line"
TAGS = "tags"
END = "end mark"

_NETWORKS = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|telegram|instagram|youtube|tiktok|pinterest|reddit|email|e-mail|threads|"
    r"messenger|line|wechat|weibo|kakaotalk|bluesky|mastodon|google news|google|flipboard|rss|print|copy link|link|tumblr)"
)

ALONE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, _I))
    for reason, pattern in (
        # --- cookies and consent
        (COOKIE, r"(?:this|our) (?:web)?site uses cookies?\b.{0,300}"),
        (COOKIE, r"we (?:and our (?:\d+ )?partners )?use cookies\b.{0,300}"),
        (COOKIE, r"by (?:continuing|using|clicking|browsing|visiting|closing)\b.{0,100}\byou (?:agree|accept|consent|acknowledge)\b.{0,200}"),
        (COOKIE, r"(?:accept|reject|allow|manage|decline)(?: all| our)?(?: the)? (?:cookies?|preferences|settings|consent)\.?"),
        (COOKIE, r"(?:cookie|privacy) (?:settings|preferences|policy|notice|consent)\.?|got it!?|i agree|accept all|reject all"),
        (COOKIE, r"(?:본|이|저희|당사) ?(?:웹\s?)?사이트(?:는|에서는).{0,30}쿠키.{0,80}|쿠키 (?:설정|정책|허용)(?: 보기)?|(?:本|我们的?)?(?:网站|網站|网页).{0,10}使用\s?cookies?.{0,80}|接受(?:所有)?\s?cookies?"),
        # --- share, follow
        (SHARE, r"(?:follow|like|join|find|connect with) us\b.{0,160}"),
        (SHARE, r"(?:follow|join) (?:our|the|[\w .]{2,30}['’]s)\b.{0,60}\b(?:channel|group|page|account|facebook|twitter|whatsapp|telegram|instagram|youtube|linkedin)\b.{0,80}"),
        (SHARE, r"share(?: this| the| via| on| to)?(?: article| story| post| page| news)?(?: on| via| with| to)?:?(?: your friends)?(?:[\s,|/•·]*" + _NETWORKS + r")*[.!]?"),
        (SHARE, r"(?:(?:share|tweet|post|pin|send|save)\b[\s,|/•·]*)?(?:" + _NETWORKS + r"[\s,|/•·]+)+" + _NETWORKS + r"|facebook|twitter|whatsapp|linkedin|telegram|tweet|e?-?mail|print|copy link|copied!?|save|bookmark|listen"),
        (SHARE, r"(?:click here|tap here|download|get) (?:to |our |the )?.{0,40}\b(?:app|channel|whatsapp|telegram)\b.{0,60}"),
        (SHARE, r"(?:also )?read (?:this|it) (?:on|in) (?:the|our) app\b.{0,40}|(?:listen to|print) this (?:article|story)|\d+ shares?"),
        (SHARE, r"(?:기사\s?)?(?:공유(?:하기)?|스크랩|인쇄(?:하기)?|글자\s?크기(?: 변경)?|페이스북|트위터|카카오톡|카카오스토리|네이버(?:블로그|밴드)?|밴드|URL\s?복사|좋아요|댓글\s?\d*)(?:[\s,|/·]+(?:공유(?:하기)?|스크랩|인쇄(?:하기)?|글자\s?크기(?: 변경)?|페이스북|트위터|카카오톡|카카오스토리|네이버(?:블로그|밴드)?|밴드|URL\s?복사|좋아요|댓글\s?\d*))*"),
        (SHARE, r".{0,50}(?:구독|추가|팔로우)(?:하기|하세요|해\s?주세요|\s?부탁.{0,8}|\s?(?:버튼|클릭).{0,16})[.!]?"),
        (SHARE, r"(?:分享(?:到|至|此文|本文|给)?|转发|轉發|收藏|点赞|點讚|打印|列印|字号|字體|微博|微信|朋友圈|QQ空间|複製連結|复制链接)(?:[\s:：,，|/、·]*(?:分享|到|至|转发|轉發|收藏|点赞|點讚|打印|列印|字号|微博|新浪微博|微信|朋友圈|QQ空间|QQ|大|中|小|複製連結|复制链接))*"),
        (SHARE, r"(?:请|微信|用微信|打开微信)?.{0,4}(?:扫一扫|扫码|扫描|掃描|长按).{0,12}(?:关注|下载|分享|加入|打开网页|關注|下載).{0,24}|(?:欢迎|请)?(?:关注|關注|追踪|追蹤)(?:我们|我們|本报|微信)?.{0,6}(?:公众号|微信号|官方微博|脸书|Facebook|微信|我们|我們)[^。]{0,16}"),
        (SHARE, r"(?:이\s)?(?:기사|뉴스|글|페이지)(?:를|을)?\s?(?:[가-힣]{2,8}(?:으로|로|에|에서)?\s?)?(?:공유|스크랩|추천|인쇄)(?:하기|합니다|하세요|해\s?주세요)?|(?:share|send|email|print|tweet) this (?:article|story|post|page|news)\b.{0,60}"),
        # --- newsletters, subscriptions
        (NEWSLETTER, r"(?:sign|signed) up (?:for|to|here|now|today)\b.{0,200}|subscribe(?: (?:to|for|now|today|here)\b.{0,200})?[.!]?|get (?:the|our|more)\b.{0,80}\b(?:newsletter|inbox|delivered)\b.{0,120}"),
        (NEWSLETTER, r".{0,100}\b(?:delivered|straight|sent) (?:directly |straight )?to your (?:inbox|email)\b.{0,60}"),
        (NEWSLETTER, r"(?:enter )?your (?:e-?mail|email) address\.?|(?:our |free |daily |weekly )*newsletters?|(?:become|already) a (?:member|subscriber)\b.{0,80}|unlock (?:this|unlimited)\b.{0,80}|(?:to )?continue reading\b.{0,80}|this (?:article|story|content) is (?:for|only for|available to|exclusive to) (?:subscribers|members)\b.{0,60}"),
        (NEWSLETTER, r"(?:support|donate|contribute)(?: (?:to )?(?:us|our (?:work|journalism)|independent journalism))?(?: (?:today|now))?[.!]?|please (?:support|consider (?:supporting|donating))\b.{0,160}"),
        (NEWSLETTER, r"(?:뉴스레터|정기\s?구독|무료\s?구독|신문\s?구독|구독|후원|회원\s?가입)(?:하기|신청|중|\s?안내|\s?신청하기|을? 신청하세요)?[.!]?|(?:免费)?(?:订阅|訂閱)(?:我们|本报|我們)?(?:的)?(?:电子报|新闻信|邮件|更新|电子邮件|電子報|新聞信)?[。!！]?"),
        # --- copyright
        (COPYRIGHT, r"(?:copyright\s*(?:\(c\)|©|ⓒ|&copy;)|copyright,?\s+(?:by\s+)?(?:19|20)\d\d|©|ⓒ)\s*.{0,160}|\(c\)\s?(?:19|20)\d\d\b.{0,120}|\(c\).{0,40}\b(?:19|20)\d\d(?:[-–]\d\d(?:\d\d)?)?\.?"),
        (COPYRIGHT, r"copyright|.{0,120}\ball rights? reserved\b.{0,120}|(?:this|the|our) (?:material|content|article|story|publication)\b.{0,60}\bmay not be (?:reproduced|republished|redistributed|published, broadcast)\b.{0,160}"),
        (COPYRIGHT, r".{0,80}(?:무단\s?(?:전재|복제|배포|도용).{0,24}금지|재배포\s?금지|저작권자\s?[(ⓒ©]).{0,100}"),
        (COPYRIGHT, r".{0,30}(?:版权所有|版權所有|未[经經].{0,12}(?:不得|禁止|谢绝|請勿|请勿)(?:擅自)?(?:转载|轉載|复制|複製|使用|摘编)|不得转载|不得轉載|禁止转载|禁止轉載|转载请注明|轉載請註明|ICP备|备案号|新闻信息服务许可证).{0,120}"),
        (COPYRIGHT, r"our standards: the .{3,60}"),
        # --- image credits
        (CREDIT, r"(?:(?-i:\([Cc]\)\s?[A-Z\u00c0-\u00de][\w.'’&-]*(?: (?:[A-Z\u00c0-\u00de][\w.'’&/-]*|of|the|and|for|via|/|de)){0,7})|[©ⓒ]\s?[^.!?]{1,80})"),
        (CREDIT, r"[(\[]?(?:photos?|images?|pictures?|pic|photograph|illustration|graphic|screenshot|file photo|video|credits?)(?: (?:credit|courtesy|source|by))?(?: of)?\s?(?:[:=：/|]|(?<=source),)\s?(?:[^.!?]|\b(?-i:[A-Z])\.){1,80}[.)\]]*"),
        (CREDIT, r"[(\[]?(?:photo|image|picture|illustration)s? (?:credit|courtesy|by|via|from)\b[^.!?]{1,70}[.)\]]*"),
        (CREDIT, r"[(\[]?(?:[\w.'’-]+ ){0,4}[\w.'’-]*\s?[/|]\s?(?:afp|ap|ap photo|reuters|getty(?: images)?|epa(?:-efe)?|yonhap|kyodo|xinhua|shutterstock|istock|bloomberg|alamy|kcna(?: via \w+)?)(?: via [\w /]+)?[)\]]*"),
        (CREDIT, r"(?:getty images|shutterstock|istock|file photo|ap photo|afp photo|stock photo)(?:[\s/|,-].{0,40})?|view (?:full )?(?:gallery|image|photos?)|click to enlarge|\d+ of \d+"),
        (CREDIT, r"[\[(<〈【]?\s?(?:자료\s?)?(?:사진|이미지|그래픽|영상|삽화|출처)(?:\s?(?:출처|제공|캡처))?\s?[=:：|/ⓒ©]\s?[^.]{1,40}[\])>〉】]?"),
        (CREDIT, r"[\[(（【]?\s?(?:图片来源|圖片來源|图源|圖源|图片|圖片|图|圖|摄影|攝影|资料图|資料圖|图为资料照片|视频来源|摄|供图|供圖)\s?[:：/／|]\s?[^。！？]{1,40}[\])）】]?|[（(]?\s?(?:资料图片?|資料圖片?|网络图片|示意图)\s?[)）]?"),
        # --- advertisements
        (ADVERT, r"[-—\s\[(]*(?:advertisements?|ads?|sponsored(?: content)?|promoted(?: stories| content)?|paid (?:content|post)|story continues(?: below)?.{0,30}|article continues (?:below|after).{0,30}|continue reading below|scroll to continue.{0,30}|ads? by \w+)[-—\s\])]*"),
        (ADVERT, r"\[?(?:광고|AD|스폰서|협찬|廣告|广告|推广|推廣|赞助内容)\]?"),
        # --- calls to read on
        (RELATED, r"(?:[>»→•▶]\s*)?(?:read (?:more|also|next|full (?:story|article)|the (?:full|original)(?: \w+)?(?: here)?)|also read|see also|more on this|learn more|find out more|view (?:all|more)|see (?:all|more)|show (?:all|more)|load more|watch(?: now| live| more)?|click here(?: (?:to|for) .{0,60})?|full story|next(?: (?:article|story|post|page))?|prev(?:ious)?(?: (?:article|story|post|page))?|older posts?|newer posts?|back to (?:top|home)|top|more)\s?[»›>→.…:]*"),
        (RELATED, r"(?:[>»→•▶*\[(]\s*)?(?:read (?:more|also|next)|also read|see also|related(?: (?:story|article|stories|news|link|post|reading))?|more(?: on this)?|recommended|must[- ]read|don['’]t miss|watch|further reading|up next|also on \w+)\s?(?::|\||»|>|–|—)\s?.{3,200}"),
        (RELATED, r"[\[(<▶►☞※>◆■●△▲☆★\s]*(?:(?:관련\s?기사|관련\s?뉴스|함께\s?(?:읽으면|보면|볼)[^.]{0,16}|이전\s?기사|다음\s?기사|이\s?기사도)\s?(?:[\])>:：▶☞|]\s?.{0,120})?|더\s?보기|기사\s?더\s?보기|원문\s?보기|(?:본문|메뉴|기사)?\s?바로\s?가기)[\s>»]*|[☞▶►]\s?[^.]{4,80}"),
        (RELATED, r"[【\[(>\s]*(?:点击(?:进入|查看|阅读).{0,30}|點擊.{0,30}|阅读原文|閱讀原文|查看更多|更多(?:内容|新闻|精彩|报道|內容|新聞)?|延伸阅读[:：]?.{0,60}|延伸閱讀[:：]?.{0,60}|相关(?:阅读|新闻|报道|链接|文章)[:：]?.{0,60}|相關(?:閱讀|新聞|報導|報道|連結|文章)[:：]?.{0,60}|上一篇.{0,60}|下一篇.{0,60}|返回(?:首页|顶部|列表|搜狐).{0,20}|加载更多|展开全文)[】\])>\s]*"),
        (RELATED, r"(?:[>»→•▶*\[(]\s*)?(?:next (?:article|story|post|up)|prev(?:ious)? (?:article|story|post)|icymi|in case you missed it|you (?:may|might|could) (?:also )?(?:like|be interested in|have missed)|related (?:coverage|articles?|stories)|editor['’]?s['’]? picks?|most (?:read|viewed|shared|popular)|trending(?: now)?|popular|from the archives?|elsewhere on this site)\s?[:|»>–—]\s?.{3,200}"),
        (RELATED, r"(?:leia (?:também|mais)|veja (?:também|mais)|(?:lea|lee) (?:también|más)|te puede interesar|le puede interesar|(?:à )?lire aussi|voir aussi|lesen sie auch|mehr zum thema|leggi anche|читайте также|(?:смотрите|см\.) также|по теме|читати також|baca juga|đọc thêm)(?:\s?[:|»>–—]?\s?.{3,200})?"),
        (RELATED, r"[\[(<▶►☞※◆■●△▲★\s]*(?:많이\s?(?:본|읽은)\s?(?:뉴스|기사)|인기\s?(?:기사|뉴스)|주요\s?(?:뉴스|기사)|추천\s?(?:뉴스|기사)|최신\s?(?:뉴스|기사)|이\s?시각\s?(?:주요\s?)?뉴스|(?:이전|다음)\s?(?:기사|글)|함께\s?(?:볼|읽을)\s?(?:만한\s?)?(?:기사|뉴스))\s?[\])>:：▶☞|]\s?.{2,120}"),
        (RELATED, r"[【\[(■▶\s]*(?:热门(?:新闻|文章|推荐)?|熱門(?:新聞|文章|推薦)?|热点|热搜|推荐(?:阅读|新闻)|推薦(?:閱讀|新聞)|猜你喜欢|更多(?:新闻|报道)|延伸阅读|往期(?:回顾|推荐|文章)|热文|热读|编辑推荐|最新(?:新闻|消息)|上一条|下一条|前一篇|后一篇)\s?[】\]）)]?\s?[:：|｜]\s?.{2,120}"),
        (NEWSLETTER, r"(?:did you )?(?:enjoy(?:ed|ing)?|like[ds]?|love[ds]?) (?:this|our|reading|what you)\b.{0,60}\b(?:support|subscribe|donat|sign up|share|join|become|buy)\w*\b.{0,80}|buy (?:me|us) a coffee.{0,20}"),
        (CREDIT, r"(?:(?:촬영\s?기자|영상\s?(?:편집|취재|제공|촬영)|그래픽|자막|취재|편집|화면\s?제공|자료\s?조사|리서처|촬영)\s?[:：=]\s?[가-힣A-Za-z ,·]{2,20}\s?[/|,·]?\s?){1,6}"),
        (SHARE, r"点击(?:上方|下方|左上角|右上角|标题下).{0,20}(?:关注|订阅|设为星标|蓝字).{0,16}|.{0,12}点(?:个|一下|击)?[“「]?(?:在看|赞|关注|收藏|分享)[”」]?.{0,16}|(?:长按|识别).{0,8}二维码.{0,20}"),
        # --- what portals, blogs, forums and mails say about themselves
        (COMMENTS, r"(?:is|was|did you find) this (?:page|article|story|information) (?:useful|helpful)\??.{0,30}|report (?:a problem with|this) (?:this )?(?:page|ad|post|article)?|give (?:us )?feedback"),
        (MENU, r"(?:prev(?:ious)?|이전|上一页|‹|«)[\s|/]+(?:next|다음|下一页|›|»)|explore more on these topics|show (?:key events|less|full)(?: only)?.{0,20}|(?:this )?live (?:page|blog|coverage|feed) (?:is no longer being updated|is (?:now )?closed|has (?:now )?(?:ended|closed)).{0,60}|this (?:video|content) (?:can ?not|can't) be (?:played|shown|displayed).{0,40}|play (?:video|audio)|listen to (?:this )?(?:article|story).{0,30}|this (?:article|story) is more than \d+ (?:years?|months?) old|jump to .{2,30}|(?:proudly )?powered by [\w. ]{2,30}|like ?loading\.*|updated (?:at|on) \d{1,2}[.:]\d\d.{0,24}"),
        (NEWSLETTER, r"(?:view|read|open|see) (?:this |it |the )?(?:e-?mail|message|newsletter|issue|online|in)(?: (?:online|in (?:your|a|the) (?:web ?)?browser))?\.?|unsubscribe\b.{0,80}|(?:update|manage|change|edit) (?:your )?(?:e-?mail |subscription )?(?:preferences|settings|subscriptions?|profile)\.?|(?:you(?:['’]re| are)|why (?:did|am) (?:i|you)) (?:receiv(?:ing|ed?)|get(?:ting)?) this (?:e-?mail|message|newsletter)\b.{0,200}|you (?:received|have received) this (?:e-?mail|message|newsletter)\b.{0,200}|(?:was this (?:e-?mail )?)?forward(?:ed)? (?:this |it )?(?:e-?mail )?to (?:a friend|you)\b.{0,80}|(?:to )?no longer (?:wish|want) to receive\b.{0,120}"),
        (MENU, r"(?:joined|join date|registered|member since|posts|messages|reputation|karma|likes received|reaction score|threads|location|from)\s?:\s?[\w ,./-]{1,30}|(?:senior|junior|active|new|full|veteran) member|(?:previous|next|older|newer) (?:topic|thread)|(?:quote|reply with quote|multi-?quote|permalink|report post|top of page|thread tools|new topic|post reply|mark (?:all )?(?:as )?read)|#\d{1,4}|page \d+ / \d+"),
        (MENU, r"(?:기사\s?섹션\s?분류\s?안내|이\s?기사는\s?.{0,20}(?:섹션|분류).{0,20}분류.{0,8}|.{2,20}언론사\s?(?:구독.{0,16}|홈\s?바로가기|편집판.{0,10})|.{0,20}(?:구독|해지)(?:되었습니다|됐습니다|했습니다\s?확인)[.!]?|본문\s?(?:요약봇?|글씨.{0,12}|내용|듣기)|기사\s?(?:원문|본문|듣기|저장)|텍스트\s?음성\s?변환.{0,20}|글(?:씨|자)\s?(?:크기|크게|작게|키우기|줄이기).{0,20}|(?:쏠쏠정보|흥미진진|공감백배|분석탁월|후속강추|추천해요|감동이에요|놀랐어요|슬퍼요|화나요)\s?\d*|이\s?기사를\s?(?:추천|구독|저장).{0,12}|다크\s?모드|후원(?:하기|안내)|댓글\s?정책.{0,12}|(?:오늘의\s?|주간\s?)?인기\s?글)"),
        (COPYRIGHT, r"(?:이|본|모든)\s?(?:기사|콘텐츠|사이트|글)(?:의|에\s?대한)\s?(?:모든\s?)?(?:저작권|책임|권리).{2,60}|(?:文章)?(?:版权|版權|著作权|著作權)(?:归|歸|属).{2,40}|.{0,10}公网安备.{0,30}|主办(?:单位)?[:：].{2,40}(?:网站标识码|备案).{0,40}|.{0,20}(?:网站标识码|政府网站标识码).{0,30}|特别声明[:：].{0,160}|平台声明.{0,120}"),
        (SHARE, r"(?:缩小字体|放大字体|字体[大小]|字号|收藏|微博|微信|分享|打印|朗读|听新闻|手机看|保存网页|复制链接|举报|点赞|评论|纠错|QQ|空间|关注|我要反馈|附件下载|无障碍(?:阅读|浏览)?|长者(?:模式|版)|关怀版|繁體|简体|繁体|English|登录|注册|【?打印(?:本页)?】?|【?关闭(?:窗口)?】?|【?字体[:：]?.{0,8}】?)(?:[\s|/、·：:]+(?:缩小字体|放大字体|字体[大小]|字号|收藏|微博|微信|分享|打印|朗读|听新闻|手机看|保存网页|复制链接|举报|点赞|评论|纠错|QQ|空间|关注|无障碍(?:阅读|浏览)?|长者(?:模式|版)|关怀版|繁體|简体|繁体|English|登录|注册|【?打印(?:本页)?】?|【?关闭(?:窗口)?】?|[大中小]))*"),
        (SHARE, r"更多(?:猛料|精彩).{0,50}(?:二维码|关注|扫描|下载).{0,40}|.{0,6}海量资讯.{0,40}|(?:打开|下载).{0,10}(?:APP|客户端).{0,30}|24小时滚动播报.{0,40}|阅读\s?[(（]\d+[)）]|.{2,8}(?:新闻)?公众号"),
        (MENU, r"(?:[\u4e00-\u9fff]{2,6}[\s]*(?:[>»›＞][\s]*|\s)){1,6}(?:[>»›＞]\s*)?正文"),
        (RELATED, r"(?:이전|다음)\s?(?:글|게시물|게시글)\s?[:：▶|]?\s?[^.]{2,80}"),
        (MENU, r"(?:메뉴|본문)\s?(?:건너\s?뛰기|으로\s?이동)|첨부\s?(?:파일|문서)\s?\(?\d+\s?개?\)?|(?:조회수?|추천수?)\s?[:：]?\s?[\d,]+|(?:附件|浏览次数|阅读次数|点击数?)\s?[:：]\s?[\d,]{1,9}"),
        (NEWSLETTER, r"(?:立即|马上|我要|在线)(?:捐款|捐赠|订阅|加入|支持)[！!]?|(?:订阅|訂閱)(?:我们|我們)?的?(?:电子报|電子報|通讯|简报|邮件列表)[！!。]?|(?:donate|give|join|subscribe|act) now[.!]?"),
        # --- how agencies end a despatch
        (END, r"[-—\s]*[(\[（【]\s?(?:ends?|끝|完|全文完|本文完|结束)\s?[)\]）】]|(?:#\s?){3,}|-\s?30\s?-"),
        # --- menus
        (MENU, r"(?:skip to (?:main )?(?:content|navigation)|main menu|menu|toggle (?:navigation|menu)|search(?: (?:for|this site).{0,30})?|home|about(?: us)?|contact(?: us)?|careers|advertise(?: with us)?|sitemap|site map|faqs?|help|privacy(?: policy)?|terms(?: (?:of (?:use|service)|and conditions|& conditions))?|disclaimer|archives?|editions?|topics|sections|categories|all sections|newsroom|news|opinion|world|politics|business|sports?|entertainment|lifestyle|tech(?:nology)?|science|health|travel|culture|video|videos|podcasts?|live|latest|breaking news|english|language|close|open|back|submit|cancel|loading\.*|page \d+(?: of \d+)?)"),
        (MENU, r"(?:[\w’'&-]{2,20}(?: [\w’'&-]{2,20}){0,2}\s*[|>»›/•·]\s*){2,}[\w’'& -]{2,40}"),
        (MENU, r"(?:首页|首頁|主页|home|홈)\s?(?:>|»|›|/)\s?.{1,60}|(?:read|available|also) in (?:english|korean|chinese|japanese|spanish|french|russian|arabic)|(?:english|한국어|中文|日本語)(?:\s?[|/·]\s?(?:english|한국어|中文|日本語))+"),
        (MENU, r"(?:打印(?:本页|本文)?|列印|关闭(?:窗口)?|關閉視窗|字体)(?:[\s|·]+(?:打印(?:本页|本文)?|关闭(?:窗口)?|返回|顶部))*|읽어주기 기능은.{0,60}|이 기사가 좋으셨다면|(?:좋아요|응원해요|후속 원해요|화나요|슬퍼요)\s?\d*"),
        (COPYRIGHT, r"[（(]?(?:免责)?声明[:：].{0,120}|.{0,6}(?:仅代表|僅代表)(?:作者|其|网友).{0,40}(?:观点|看法|立场|觀點).{0,60}|(?:网友|網友)(?:评论|評論)(?:仅|僅).{0,80}"),
        (MENU, r"(?:본문\s?(?:바로가기|영역|듣기)|메뉴(?:\s?(?:열기|닫기))?|전체\s?메뉴|검색(?:어 입력|창)?|홈|로그아웃|사이트맵|회사\s?소개|고객\s?센터|이용\s?약관|개인정보\s?(?:처리|취급)\s?방침|청소년\s?보호\s?정책.{0,30}|기사\s?제보|제보(?:하기)?|맨\s?위로|위로|목록|닫기|정치|경제|사회|문화|국제|스포츠|연예|오피니언|북한|전체기사)(?:[\s|·>/]+(?:정치|경제|사회|문화|국제|스포츠|연예|오피니언|북한|전체기사|홈|검색|회사\s?소개|고객\s?센터|이용\s?약관|사이트맵|개인정보\s?(?:처리|취급)\s?방침|기사\s?제보))*"),
        (MENU, r"(?:首页|首頁|新闻|新聞|国际|國際|国内|國內|财经|財經|体育|體育|娱乐|娛樂|科技|军事|軍事|社会|社會|评论|評論|视频|視頻|图片|圖片|专题|專題|论坛|博客|关于我们|關於我們|联系我们|聯繫我們|网站地图|搜索|搜尋|导航|登录首页|法律声明|隐私政策|隱私政策|当前位置[:：]?.{0,60}|您(?:的)?(?:当前|现在的)?位置[:：]?.{0,60})(?:[\s|·>/»—-]+(?:首页|首頁|新闻|新聞|国际|國際|国内|國內|财经|財經|体育|體育|娱乐|娛樂|科技|军事|軍事|社会|社會|评论|評論|视频|視頻|图片|圖片|专题|專題|论坛|博客|关于我们|联系我们|网站地图|正文|广告服务|招聘|法律声明|隐私政策))*"),
        # --- comments, accounts, contact, tags
        (COMMENTS, r"(?:leave|post|add|write|view|show|join) (?:a |your |the |all )?(?:comments?|repl(?:y|ies)|conversation|discussion)\b.{0,60}|(?:\d+ )?comments?(?: \(\d+\))?|comments? (?:are|is) closed.{0,40}|be the first to comment.{0,30}|no comments(?: yet)?|report (?:abuse|comment|a typo|an error).{0,60}|reply|have your say.{0,40}|your e-?mail address will not be published.{0,60}|(?:please )?log ?in to (?:reply|comment).{0,30}"),
        (COMMENTS, r"(?:댓글|의견)(?:\s?\(?\d*\)?)?(?:\s?(?:쓰기|달기|보기|작성|등록|새로고침|운영규정).{0,20})?|(?:네티즌|网友|網友)?评论(?:\(\d+\))?|(?:发表|發表|我要|查看|全部)(?:评论|評論)(?:\(\d+\)|[>»])?|跟帖(?:\(?\d*\)?)?"),
        (ACCOUNT, r"(?:sign|log) ?(?:in|out)(?: (?:or|/) (?:register|sign up|join|subscribe))?|register(?: now)?|my account|create (?:an |your )?account|forgot (?:your )?password\??|로그인(?:\s?[|/]?\s?회원가입)?|회원가입|登录(?:\s?[|/]?\s?注册)?|登錄(?:\s?[|/]?\s?註冊)?|注册|註冊|用户名.{0,20}"),
        (CONTACT, r"(?:contact (?:the (?:writer|author|reporter)|us)\b.{0,120}|(?:have|got) a (?:tip|news tip|story)\b.{0,160}|send (?:us )?(?:tips|feedback|an email)\b.{0,80}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"),
        (CONTACT, r"(?:[가-힣]{2,4}\s?(?:기자|특파원|인턴기자|선임기자)?\s*[=|/(<\[]?\s*)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)>\]]?|[가-힣]{2,4}\s?기자(?:의\s?다른\s?기사|\s?페이지)(?:\s?보기)?|[▶※■▷●\s]*(?:기사\s?)?제보(?:하기)?(?:\s?방법)?|[▶※■▷●\s]*(?:기사\s?)?제보(?:하기)?\s?[:：]?\s?(?:는\s)?(?:카카오톡|카톡|이메일|전화|[\d@]).{0,60}|대표\s?전화\s?[:：]?\s?[\d-]{6,}.{0,40}"),
        (CONTACT, r"(?:please )?(?:direct|send|address|email) (?:any |your |all )?(?:comments?|questions?|feedback|tips)\b.{0,160}|save my name, email.{0,100}"),
        (CONTACT, r"[(（\[【]?\s?(?:编译|編譯|翻译|翻譯|实习编辑|责任编辑|責任編輯|责编|責編|编辑|編輯|审核|校对|编审|值班编辑|责任校对)\s?[:：]\s?.{1,30}[)）\]】]?|(?:违法和)?不良信息举报.{0,60}|(?:投稿邮箱|联系(?:电话|邮箱)|新闻热线|客服热线)\s?[:：].{0,60}"),
        (TAGS, r"(?:tags?|filed under|(?:related )?topics?|keywords?|categories|category|posted in|tagged(?: with)?|more (?:about|on))\s?:\s?.{1,200}|(?:#[\w-]+[\s,]*){1,20}|(?:태그|키워드|(?:文章|本文|新闻)?(?:标签|標籤|关键词|關鍵詞|关键字))\s?[:：]?\s?.{0,100}"),
    )
)  # fmt: skip

HEADS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, _I)
    for pattern in (
        r"(?:next|more|latest|also|trending|popular|top stories|top news|top) (?:in|from|on|at|by) [\w’'&. -]{2,40}:?",
        r"others? also (?:read|viewed|liked)|(?:people|readers) (?:also|who).{0,30}|also (?:in|on|read|of interest)(?: [\w’'&. -]{2,30})?",
        r"most (?:read|commented|popular|viewed|shared|discussed|watched|recent|emailed|trending)(?: (?:stories|articles|news|posts|in .{2,20}|this week|today|now))*",
        r"(?:related|similar|recommended|suggested|recent|latest|trending|popular|featured|top|more|other|must[- ]read|editor['’]?s['’]?)\s(?:for you|now|today|(?:(?:top |news |world |asia |headline )?(?:articles?|stories|story|news|posts?|topics?|reads?|reading|content|links?|coverage|headlines?|videos?|picks?|choice|columns?|reports?|items|updates?)))(?: (?:for you|from .{2,30}|on .{2,30}|in .{2,30}|about .{2,30}|by .{2,30}|on this topic))?:?",
        r"(?:more|other|further|latest|recent) (?:interviews?|essays?|letters|episodes?|reviews?|features|analysis|opinions?|commentary|podcasts?|dispatches|investigations|from (?:us|the blog|this (?:section|author|series)))",
        r"related|recommended|trending|headlines|editor['’]?s['’]? (?:picks?|choice)|top (?:stories|news|picks)|latest(?: news| stories)?|just in|don['’]t miss|up next|read next|what to read next|keep reading|more from .{2,40}|more on (?:this|the) (?:story|topic|subject)|you (?:may|might|could) (?:also |have )?(?:like|be interested|missed).{0,30}|in case you missed it.{0,10}|from (?:the|around the) web.{0,20}|sponsored (?:links|stories|content)|promoted (?:links|stories)|around the web|what(?:['’]s| is) (?:new|hot|trending).{0,20}|see also|read also|also read|further reading|in other news|explore (?:more|further).{0,20}|stay (?:up to date|informed|connected).{0,20}|best of .{2,20}",
        r"[\[<▶◆■●☆★【\s]*(?:관련\s?(?:기사|뉴스|키워드)|많이\s?(?:본|읽은|찾는)\s?(?:뉴스|기사)?|인기\s?(?:뉴스|기사|검색어)|가장\s?많이\s?본.{0,8}|실시간\s?(?:뉴스|인기|주요뉴스).{0,6}|주요\s?(?:뉴스|기사)|최신\s?(?:뉴스|기사)|추천\s?(?:뉴스|기사|콘텐츠)|오늘의\s?(?:뉴스|핫이슈|주요뉴스|추천).{0,6}|핫\s?(?:이슈|뉴스|클릭)|베스트\s?(?:클릭|댓글|뉴스)|함께\s?(?:본|볼|볼만한|읽은|보면\s?좋은|읽으면\s?좋은)\s?(?:기사|뉴스|글)|(?:오늘의\s?|주간\s?)?인기\s?글|[가-힣A-Za-z]{2,12}\s?(?:헤드라인|랭킹\s?뉴스)|이\s?시각\s?(?:주요|많이|헤드라인).{0,10}|헤드라인(?:\s?뉴스)?|당신이\s?(?:좋아할|관심).{0,12}|[가-힣]{2,4}\s?기자의?\s?다른\s?기사.{0,6}|랭킹\s?뉴스|섹션별.{0,10}|(?:지금\s?뜨는|이\s?시간\s?핫|이슈)\s?(?:뉴스|기사|나우)|이\s?기사를\s?본\s?.{2,12}(?:본|읽은)\s?(?:기사|뉴스)|(?:많이|함께)\s?본\s?영상|오늘의\s?핫\s?클릭|관련\s?(?:콘텐츠|영상|글)|실시간\s?인기\s?(?:기사|뉴스)|댓글\s?많은\s?(?:뉴스|기사)|놓칠\s?수\s?없는.{0,12})[\]>】\s:：]*",
        r"[\[<▶◆■●【\s]*(?:相关(?:阅读|新闻|报道|链接|推荐|文章|专题)|相關(?:閱讀|新聞|報導|報道|連結|文章)|推荐(?:阅读|新闻|文章)?|推薦(?:閱讀|新聞)?|为您推荐|為您推薦|猜你喜欢|猜你喜歡|热门(?:新闻|文章|推荐|排行|点击|专题)?|熱門(?:新聞|文章|推薦|排行)?|热点(?:新闻|推荐|排行)?|点击排行(?:榜)?|阅读排行(?:榜)?|新闻排行(?:榜)?|排行榜|最新(?:新闻|消息|文章|报道|新聞|文章)|延伸(?:阅读|閱讀)|精彩(?:推荐|图片|视频)|往期(?:推荐|回顾|精选|文章|内容)|相关推荐|精选文章|大家还(?:在看|关注)|今日热搜|热搜榜|更多(?:新闻|报道|精彩|新聞)|大家都在看|今日(?:热点|头条|推荐|要闻)|编辑推荐|編輯推薦|新闻推荐|要闻|滚动新闻|视频推荐|图片新闻|网友评论|最新评论|其他人(?:还|也)(?:看|在看)了?)[】\]>\s:：]*",
    )
)  # fmt: skip

AGENCY_CREDIT = re.compile(
    r"(?:^|[.!?\"”’)。]\s*|\s)(?:[—–-]{1,3}\s?|[(\[（【])\s?(?P<agency>(?:AP|AFP|Reuters|Bloomberg|Yonhap|Kyodo|Xinhua|ANN|dpa|DPA|"
    r"EFE|UPI|IANS|PTI|ANI|TASS|KCNA|Bernama|CNA|Agencies|Associated Press|The Associated Press|Agence France-Presse|"
    r"연합뉴스|뉴시스|뉴스1|新华社|新華社|中新社|法新社|路透社|美联社|美聯社|共同社|韩联社|韓聯社)"
    r"(?:[/,&+ -]+[A-Z][\w .]{1,30})?)\s?[)\]）】]?\s*$"
)
"""A news agency named at the end of the body: "— AP", "(Yonhap)". It is body; what stands after it seldom is."""

BYLINE = re.compile(
    r"(?:(?:(?:[Ww]ritten|[Rr]eported|[Ss]tory|[Rr]eport|[Pp]osted|[Aa]nalysis|[Ww]ords|[Tt]ext) )?[Bb]y|BY)[: ]\s?[A-Z\u00c0-\u00de](?:[^.!?;]|\b[A-Z]\.|\d\.(?=\d)|\b[ap]\.m\.){1,100}"
    r"|[(\[](?:[Rr]eporting|[Ww]riting|[Ee]diting|[Tt]ranslation|[Cc]ompiled|[Aa]dditional reporting) by [A-Z\u00c0-\u00de][^!?]{1,300}[)\]]"
    r"|(?:(?:[Aa]dditional )?[Rr]eporting|[Ee]diting|[Ee]dited|[Tt]ranslated|[Ww]ritten) by [A-Z\u00c0-\u00de][^!?]{1,140}"
    r"|(?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w.'’-]+\s?(?:[|,•·]\s?)(?:[^.!?]{0,40}\b(?:Staff|Correspondent|Reporter|Writer|Editor|"
    r"Reuters|AFP|AP|Contributor|News)\b[^.!?]{0,30})"
    r"|[가-힣]{2,4}\s?(?:논설위원|칼럼니스트|객원논설위원|편집위원)|(?:Source|SOURCE|Via|출처)\s?[:：]\s?[^.!?。]{2,60}"
    r"|(?!촬영|사진|영상|편집|취재|담당)[가-힣]{2,4}\s?(?:기자|특파원|선임기자|인턴기자|객원기자)(?:\s?[|=/]?\s?(?:입력|승인)?.{0,40})?"
    r"|(?:\[?[가-힣A-Za-z0-9]{2,12}\s?=\s?)?[가-힣]{2,12}(?:=[가-힣A-Za-z0-9]{2,10})?\]?\s?[가-힣]{2,4}\s?(?:기자|특파원)"
    r"|(?:作者|记者|記者|撰文|文|来源|來源|编译|編譯)\s?[:：/｜|]\s?[^。！？]{1,40}|(?:本报|本刊|本社|新华社|中新社)?记者\s?[\u4e00-\u9fff]{2,4}",
)
DATE_LINE = re.compile(
    r"(?:(?:published|posted|updated|last updated|last modified|modified|date|first published|created|issued|release date)"
    r"(?: on| at)?\s?:?\s*)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*)?"
    r"(?:(?-i:[A-Z\u00c0-\u00de])[\w .'’-]{1,30},\s)?(?:@date@)[\s,|·•@-]*(?:at )?(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?)?\s?(?:[ap]\.?m\.?)?\s?(?:\(?[A-Z]{2,4}\)?)?(?:[+-]\d\d:?\d\d)?"
    r"(?:[\s|·•,-]*(?:updated|modified)?:?.{0,40})?|(?:입력|수정|등록|승인|기사입력|최종수정|송고시간|게시|작성)[\s:]*(?:일시)?.{6,60}"
    r"|(?:发布时间|發布時間|时间|時間|发表于|日期|更新时间|更新時間|发布日期|来源)\s?[:：].{4,60}",
    _I,
)
MENTION = re.compile(
    r"\d+ min(?:ute)?s?(?: read)?|\d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago|reading time.{0,30}"
    r"|(?:first |last )?(?:published|updated|posted)(?: on)?:?|just now|yesterday",
    _I,
)


def alone(words: str) -> str | None:
    """Why a block that consists of ``words`` alone is furniture, or None. ``words`` has single spaces."""
    bare = words.strip(" *_#|·•-–—")
    for reason, pattern in ALONE:
        if pattern.fullmatch(words) or (bare != words and bare and pattern.fullmatch(bare)):
            return reason
    return None


def is_head(words: str) -> bool:
    """Whether ``words`` are the heading of a list of other articles."""
    bare = " ".join(words.split()).strip(" *_#|·•-–—:")
    return 3 <= len(bare) <= 70 and any(pattern.fullmatch(bare) for pattern in HEADS)
