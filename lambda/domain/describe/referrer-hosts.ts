/** Kinds of places that visits come from, by what people do there. `other` is a host that is on no list. */
export const referrerGroups = [
  'search',
  'social',
  'ai',
  'mail',
  'chat',
  'code',
  'news',
  'video',
  'forum',
  'jobs',
  'reference',
  'shop',
  'internal',
  'other',
] as const

export type ReferrerGroup = (typeof referrerGroups)[number]

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/**
 * Hosts by group. Each also stands for its subdomains, and the longest match wins, so that `news.google.com` is news
 * and `google.com` is search. A host in `other` is an exception to its parent domain.
 * The list is written by hand from what browsers send. To add a host, put it in its group.
 */
export const referrerHosts: readonly (readonly [ReferrerGroup, readonly string[]])[] = [
  [
    'search',
    words(`
      google.com bing.com duckduckgo.com yahoo.com yahoo.co.jp yandex.com ya.ru baidu.com ecosia.org qwant.com startpage.com
      search.brave.com kagi.com mojeek.com swisscows.com metager.org metager.de lilo.org presearch.com gibiru.com
      search.marginalia.nu stract.com searx.be priv.au searxng.site yep.com ask.com aol.com search.aol.com
      dogpile.com info.com lycos.com excite.com webcrawler.com seznam.cz naver.com daum.net zum.com nate.com
      sogou.com so.com 360.cn sm.cn haosou.com rambler.ru go.mail.ru coccoc.com ixquick.com gigablast.com
      search.ch suche.t-online.de suche.web.de suche.gmx.net search.seznam.cz search.goo.ne.jp goo.ne.jp
      virgilio.it najdi.si walla.co.il search.avast.com search.avira.com petalsearch.com wolframalpha.com
    `),
  ],
  [
    'social',
    words(`
      linkedin.com lnkd.in facebook.com fb.com fb.me messenger.com instagram.com threads.net threads.com x.com
      twitter.com t.co bsky.app mastodon.social mastodon.online mstdn.social fosstodon.org hachyderm.io
      infosec.exchange chaos.social mas.to mastodon.world techhub.social pinterest.com pin.it tumblr.com
      snapchat.com tiktok.com vk.com vk.ru ok.ru weibo.com weibo.cn xiaohongshu.com douban.com xing.com viadeo.com
      nextdoor.com meetup.com mewe.com minds.com gab.com truthsocial.com plurk.com mixi.jp sharechat.com
      bereal.com polywork.com peerlist.io read.cv linktr.ee bento.me about.me carrd.co buffer.com hootsuite.com
      tweetdeck.com deck.blue goodreads.com researchgate.net academia.edu
    `),
  ],
  [
    'ai',
    words(`
      chatgpt.com openai.com claude.ai anthropic.com perplexity.ai gemini.google.com bard.google.com
      aistudio.google.com notebooklm.google.com notebooklm.google copilot.microsoft.com copilot.cloud.microsoft
      m365.cloud.microsoft edgeservices.bing.com deepseek.com grok.com x.ai meta.ai mistral.ai poe.com
      you.com phind.com pi.ai character.ai duck.ai assistant.kagi.com doubao.com kimi.com kimi.ai
      moonshot.cn qwen.ai tongyi.com tongyi.aliyun.com yiyan.baidu.com chat.baidu.com chatglm.cn z.ai
      yuanbao.tencent.com manus.im genspark.ai komo.ai andisearch.com iask.ai felo.ai exa.ai consensus.app
      elicit.com scispace.com lmarena.ai t3.chat openrouter.ai cohere.com groq.com inflection.ai jasper.ai
      writesonic.com chatpdf.com monica.im lovable.dev v0.dev bolt.new cursor.com
    `),
  ],
  [
    'mail',
    words(`
      mail.google.com inbox.google.com outlook.com outlook.live.com mail.live.com hotmail.com outlook.office.com
      outlook.office365.com outlook.cloud.microsoft mail.yahoo.com mail.yahoo.co.jp mail.aol.com proton.me
      mail.proton.me protonmail.com icloud.com mail.com gmx.net gmx.de gmx.com gmx.at gmx.ch web.de
      freenet.de mailbox.org posteo.de tuta.com tutanota.com fastmail.com hey.com zoho.com zoho.eu mail.ru mail.yandex.com
      mail.qq.com mail.163.com mail.126.com 163.com 126.com mail.naver.com mail.daum.net mail.rediff.com
      mail.orange.fr laposte.net mail.free.fr libero.it mail.tiscali.it mail.seznam.cz email.seznam.cz wp.pl
      poczta.onet.pl o2.pl mail.sina.com.cn superhuman.com missiveapp.com front.com frontapp.com
      mimecast.com safelinks.protection.outlook.com urldefense.com urldefense.proofpoint.com list-manage.com
      mailchimp.com sendgrid.net substack.com buttondown.email campaign-archive.com
    `),
  ],
  [
    'chat',
    words(`
      slack.com teams.microsoft.com teams.live.com teams.cloud.microsoft statics.teams.cdn.office.net discord.com
      discordapp.com discord.gg telegram.org t.me whatsapp.com wa.me signal.org chat.google.com meet.google.com
      web.wechat.com wx.qq.com line.me viber.com skype.com zoom.us webex.com element.io matrix.to zulipchat.com
      mattermost.com rocket.chat kakao.com feishu.cn larksuite.com dingtalk.com intercom.com
    `),
  ],
  [
    'code',
    words(`
      github.com gist.github.com github.dev gitlab.com bitbucket.org codeberg.org sr.ht gitee.com sourceforge.net
      launchpad.net gnu.org dev.azure.com visualstudio.com stackoverflow.com stackexchange.com superuser.com serverfault.com
      askubuntu.com mathoverflow.net npmjs.com pypi.org crates.io rubygems.org packagist.org nuget.org hex.pm pkg.go.dev docs.rs
      readthedocs.io huggingface.co kaggle.com replit.com codepen.io jsfiddle.net codesandbox.io stackblitz.com
      glitch.com observablehq.com leetcode.com hackerrank.com codewars.com codeforces.com topcoder.com exercism.org
      freecodecamp.org dev.to hashnode.com developer.mozilla.org atlassian.net jetbrains.com docker.com vercel.com
      netlify.app colab.research.google.com code.google.com cs.opensource.google oschina.net csdn.net juejin.cn
      qiita.com habr.com
    `),
  ],
  [
    'news',
    words(`
      news.google.com news.yahoo.com news.yahoo.co.jp news.ycombinator.com lobste.rs slashdot.org techmeme.com
      tldr.tech flipboard.com feedly.com inoreader.com newsblur.com theoldreader.com getpocket.com instapaper.com
      smartnews.com apple.news msn.com medium.com nytimes.com washingtonpost.com wsj.com bloomberg.com reuters.com apnews.com
      bbc.com bbc.co.uk theguardian.com ft.com economist.com cnn.com cnbc.com forbes.com businessinsider.com
      techcrunch.com theverge.com arstechnica.com wired.com theregister.com zdnet.com venturebeat.com
      spiegel.de zeit.de faz.net sueddeutsche.de heise.de golem.de tagesschau.de lemonde.fr lefigaro.fr elpais.com
      corriere.it repubblica.it nzz.ch derstandard.at news.naver.com toutiao.com sina.com.cn sohu.com
      dzen.ru lenta.ru hindustantimes.com timesofindia.indiatimes.com asahi.com nikkei.com
    `),
  ],
  [
    'video',
    words(`
      youtube.com youtu.be youtube-nocookie.com vimeo.com twitch.tv dailymotion.com bilibili.com b23.tv douyin.com
      youku.com iqiyi.com nicovideo.jp rutube.ru peertube.tv odysee.com rumble.com ted.com loom.com wistia.com
      kick.com video.google.com netflix.com
    `),
  ],
  [
    'forum',
    words(`
      reddit.com redd.it quora.com discourse.org groups.google.com groups.yahoo.com zhihu.com v2ex.com tieba.baidu.com
      lemmy.world lemmy.ml kbin.social linux.org.ru linuxquestions.org ubuntuforums.org xda-developers.com
      experts-exchange.com indiehackers.com producthunt.com gamefaqs.gamespot.com resetera.com 4chan.org 5ch.net
      ptt.cc gutefrage.net hardwareluxx.de jeuxvideo.com teamblind.com fishbowlapp.com groups.io tildes.net
    `),
  ],
  [
    'jobs',
    words(`
      indeed.com glassdoor.com jobs.linkedin.com talent.linkedin.com monster.com ziprecruiter.com dice.com
      simplyhired.com careerbuilder.com totaljobs.com reed.co.uk jobsite.co.uk cv-library.co.uk stepstone.de
      stepstone.com jobware.de arbeitsagentur.de jobvector.de honeypot.io kununu.com wellfound.com angel.co
      ycombinator.com workatastartup.com hired.com otta.com welcometothejungle.com themuse.com builtin.com levels.fyi
      remoteok.com weworkremotely.com remotive.com himalayas.app relocate.me landing.jobs jobs.ch jobup.ch
      karriere.at infojobs.net infojobs.it apec.fr hellowork.com nationalevacaturebank.nl pracuj.pl nofluffjobs.com
      justjoin.it hh.ru superjob.ru naukri.com shine.com seek.com.au seek.co.nz jobstreet.com jobsdb.com
      51job.com zhaopin.com zhipin.com lagou.com wantedly.com rikunabi.com mynavi.jp saramin.co.kr jobkorea.co.kr
      wanted.co.kr joinhandshake.com ripplematch.com wayup.com internshala.com academics.de
      jobs.ac.uk euraxess.ec.europa.eu usajobs.gov upwork.com fiverr.com freelancer.com toptal.com malt.com
      greenhouse.io lever.co myworkday.com myworkdayjobs.com workday.com smartrecruiters.com ashbyhq.com workable.com
      bamboohr.com icims.com taleo.net successfactors.com successfactors.eu personio.de personio.com recruitee.com
      teamtailor.com jobvite.com jazzhr.com breezy.hr gem.com hireez.com seekout.com beamery.com avature.net
      softgarden.io rexx-systems.com join.com hackerearth.com codility.com
    `),
  ],
  [
    'reference',
    words(`
      wikipedia.org wikidata.org wikimedia.org wiktionary.org fandom.com britannica.com archive.org archive.ph
      scholar.google.com semanticscholar.org arxiv.org orcid.org dblp.org doi.org pubmed.ncbi.nlm.nih.gov
      sciencedirect.com springer.com nature.com acm.org ieee.org jstor.org ssrn.com zenodo.org openreview.net
      biorxiv.org inspirehep.net mathscinet.ams.org zbmath.org openalex.org dimensions.ai
      paperswithcode.com alphaxiv.org connectedpapers.com crunchbase.com zoominfo.com
    `),
  ],
  [
    'shop',
    words(`
      amazon.com ebay.com etsy.com aliexpress.com alibaba.com taobao.com tmall.com jd.com walmart.com target.com
      shopify.com rakuten.co.jp mercadolibre.com allegro.pl otto.de zalando.de bol.com cdiscount.com flipkart.com
      gumroad.com ko-fi.com patreon.com kickstarter.com leanpub.com shop.app temu.com
    `),
  ],
  [
    'other',
    words(`
      accounts.google.com docs.google.com drive.google.com sites.google.com calendar.google.com classroom.google.com
      play.google.com translate.google.com cloud.google.com console.cloud.google.com firebase.google.com
      analytics.google.com tagassistant.google.com support.google.com developers.google.com photos.google.com
      keep.google.com finance.yahoo.com pan.baidu.com disk.yandex.com metrika.yandex.com cloud.yandex.com
      aws.amazon.com console.aws.amazon.com
    `),
  ],
]

/** Android apps by package name, as in `android-app://com.google.android.gm/`. Names must match in full. */
export const referrerApps: readonly (readonly [ReferrerGroup, readonly string[]])[] = [
  [
    'search',
    words(`
      com.google.android.googlequicksearchbox com.google.android.apps.searchlite com.duckduckgo.mobile.android
      com.microsoft.bing com.yandex.searchapp com.baidu.searchbox com.nhn.android.search
    `),
  ],
  [
    'social',
    words(`
      com.linkedin.android com.facebook.katana com.facebook.lite com.instagram.android com.instagram.barcelona
      com.twitter.android xyz.blueskyweb.app org.joinmastodon.android com.pinterest com.tumblr com.snapchat.android
      com.zhiliaoapp.musically com.vkontakte.android ru.ok.android com.sina.weibo com.xing.android
    `),
  ],
  [
    'ai',
    words(`
      com.openai.chatgpt com.anthropic.claude ai.perplexity.app.android com.google.android.apps.bard
      com.microsoft.copilot com.deepseek.chat ai.x.grok ai.mistral.chat com.poe.android
    `),
  ],
  [
    'mail',
    words(`
      com.google.android.gm com.google.android.gm.lite com.microsoft.office.outlook com.yahoo.mobile.client.android.mail
      ch.protonmail.android com.samsung.android.email.provider com.fsck.k9 net.thunderbird.android ru.mail.mailapp
      ru.yandex.mail de.gmx.mobile.android.mail de.web.mobile.android.mail me.bluemail.mail
    `),
  ],
  [
    'chat',
    words(`
      com.slack com.microsoft.teams com.discord org.telegram.messenger org.telegram.messenger.web org.thunderdog.challegram
      com.whatsapp com.whatsapp.w4b org.thoughtcrime.securesms com.facebook.orca com.google.android.apps.messaging
      com.google.android.apps.dynamite com.tencent.mm jp.naver.line.android com.viber.voip com.skype.raider
      us.zoom.videomeetings im.vector.app com.kakao.talk
    `),
  ],
  ['code', words('com.github.android com.stackexchange.marvin')],
  [
    'news',
    words(`
      com.google.android.apps.magazines flipboard.app com.devhd.feedly com.ideashower.readitlater.pro com.medium.reader
      io.github.hidroh.materialistic com.simon.harmonichackernews com.innologica.inoreader jp.gocro.smartnews.android
    `),
  ],
  ['video', words('com.google.android.youtube com.vimeo.android.videoapp tv.twitch.android.app')],
  ['forum', words('com.reddit.frontpage com.quora.android com.zhihu.android com.laurencedawson.reddit_sync')],
  [
    'jobs',
    words(`
      com.indeed.android.jobsearch com.glassdoor.app com.linkedin.android.jobs.jobseeker com.linkedin.recruiter
      com.monster.android.views com.ziprecruiter.android.release
    `),
  ],
  ['reference', words('org.wikipedia')],
  ['shop', words('com.amazon.mshop.android.shopping com.ebay.mobile com.etsy.android')],
]

/**
 * Domains of other countries for sites that have many: `google.co.uk` is read as `google.com`. Only listed domains count,
 * because `google.example` may not be Google's. Google's own list: https://www.google.com/supported_domains
 */
export const countryDomains: Readonly<Record<string, readonly string[]>> = {
  google: words(`
    ad ae al am as at az ba be bf bg bi bj bs bt by ca cat cd cf cg ch ci cl cm cn cv cz de dj dk dm dz ee es fi fm fr
    ga ge gg gl gm gr gy hn hr ht hu ie im iq is it je jo kg ki kz la li lk lt lu lv md me mg mk ml mn mu mv mw ne nl
    no nr nu pl pn ps pt ro rs ru rw sc se sh si sk sm sn so sr st td tg tl tm tn to tt vu ws
    co.ao co.bw co.ck co.cr co.id co.il co.in co.jp co.ke co.kr co.ls co.ma co.mz co.nz co.th co.tz co.ug co.uk co.uz
    co.ve co.vi co.za co.zm co.zw com.af com.ag com.ai com.ar com.au com.bd com.bh com.bn com.bo com.br com.bz com.co
    com.cu com.cy com.do com.ec com.eg com.et com.fj com.gh com.gi com.gt com.hk com.jm com.kh com.kw com.lb com.ly
    com.mm com.mt com.mx com.my com.na com.ng com.ni com.np com.om com.pa com.pe com.pg com.ph com.pk com.pr com.py
    com.qa com.sa com.sb com.sg com.sl com.sv com.tj com.tr com.tw com.ua com.uy com.vc com.vn
  `),
  yahoo: words(
    'de fr it es ca cn in ie co.uk co.in co.id co.kr com.au com.br com.mx com.ar com.hk com.tw com.sg com.ph com.vn',
  ),
  yandex: words('ru by kz uz az ee lt lv md fr com.tr com.am com.ge co.il ua eu net'),
  bing: words('de fr it es co.uk com.cn'),
  amazon: words(
    'ae ca cn de eg es fr ie in it nl pl sa se sg co.jp co.uk co.za com.au com.be com.br com.mx com.tr',
  ),
  ebay: words('at be ca ch de es fr ie in it nl ph pl vn co.uk com.au com.hk com.my com.sg'),
  indeed: words('co.uk co.in co.za ca de fr es it nl ch jp com.au com.br com.mx com.sg hk ae'),
  glassdoor: words('de fr es it nl be at ch ca ie sg co.uk co.in co.nz com.au com.br com.mx com.ar com.hk'),
  monster: words('de fr es it nl be at ch ca ie se pl lu co.uk'),
  pinterest: words('at ca ch cl de dk es fr ie it jp nl nz ph pt ru se co.kr co.uk com.au com.mx'),
  stepstone: words('at be fr nl pl'),
  malt: words('fr de es be ch uk'),
}
