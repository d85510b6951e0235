"""What the comment systems of the web call their parts: all as patterns over class and id names.

Names are compared in one form, lower case and with dashes: `commentItem`, `comment_item` and
`c-Comment__item` become `comment-item`, `comment-item` and `c-comment-item` (see `names.py`).
To teach the reader a further system, add the name of its part here.
"""

import re

_WORD = r"(?:comments?|cmts?|kommentare?|leserkommentare?|commentaires?|comentarios?|commenti|reacties|discussions?)"
_PREFIX = r"(?:[a-z0-9]{1,14}-){0,2}"

# every name below that tells a comment (or a place for comments) holds one of these, in lower case:
# all others are passed by
ITEM_HINTS = ("com", "cmt", "kommentar", "idc", "feedback", "ufi", "crawler", "topic", "echo", "kmt", "gig", "talk",
              "hcc", "spcv", "sppre", "leserbrief", "review")  # fmt: skip
REGION_HINTS = ("com", "cmt", "kommentar", "discuss", "reacties", "disqus", "dsq", "livefyre", "respon", "feedback",
                "coral", "spot", "isso", "remark42", "viafoura", "vuukle")  # fmt: skip

# one comment, by class
ITEM_CLASS = re.compile(
    rf"^(?:{_PREFIX}(?:comment|cmt|kommentar|commentaire|comentario|commento|fyre-comment|reply-comment)"
    r"(?:-(?:item|row|box|block|wrap|wrapper|container|entry|card|single|node|article|outer|main|view|root|li|unit|element"
    r"|odd|even|message|reply|stream|post|inner|holder)){0,2}"
    r"|comm(?:-single-comment-main)?|idc-c|fb-feedback-post|ufi-comment|ufi-image-block-content|crawler-post|topic-post"
    r"|echo-item-content|echo-item-root-container|kmt-item|comtr|pluck-comm-single-comment-main|gig-comment|talk-stream-comment"
    r"|hcc|spcv-message|sppre-message|shreddit-comment|leserbrief|user-review)$"
)
WRAPPER_CLASS = re.compile(r"-(?:wrap|wrapper|container|box|block|main|view|root|outer|holder|stream|inner)$")

# one comment, by id
ITEM_ID = re.compile(
    r"^(?:(?:li|div|article|dsq|single|view|idc)-)?(?:comments?|cmt|c|idcomment|bb-message|message|reply|kommentar|postcomment|fbc)"
    r"[-]?(?P<number>\d{2,}|6a[0-9a-f]{10,}|[0-9a-f]{24}|[0-9a-f]{8}-[0-9a-f-]{20,})$"
)
# an id such as `c12` is too short a name to tell a comment by itself
WEAK_ID = re.compile(r"^(?:c|message|reply)-?")
ITEM_TYPE = re.compile(r"schema\.org/(?:User)?Comments?$", re.IGNORECASE)
DISQUS_ID = re.compile(r"^post-\d{5,}$")

# one comment, by the name of its words alone
WORDS_CLASS = re.compile(
    rf"^{_PREFIX}(?:comment|cmt|kommentar|commentaire)-?(?:item-)?(?:content|text|body|message|copy|entry|words)$"
)

# the words of one comment
TEXT_CLASS = re.compile(
    rf"^{_PREFIX}{_WORD}-(?:item-)?(?:content|text|body|message|copy|bd|source|words|description|inner-content|rich-text|excerpt)$"
    r"|^(?:post-message|c-text|commtext|cooked|idc-c-t|idc-c-t-inner|post-text|ufi-comment-body|usertext-body|fyre-comment"
    r"|echo-item-text|echo-item-body|kmt-body|gig-comment-body|pluck-comm-body|message-text|spcv-message-text|md"
    r"|field-comment-body|field-name-comment-body|field--name-comment-body|comment-body-text|user-comment|bodytext|body-text"
    r"|itemtext|commentbody|commenttext|commentcontent|text-comment|dsq-comment-message|vf-comment-html|comment-txt)$"
)
LOOSE_TEXT_CLASS = re.compile(
    r"^(?:content|text|body|message|txt|comment|post-content|posttext|objlink|copy|entry|said)$"
)
BEST_TEXT_CLASS = re.compile(
    r"-(?:text|message|source|rich-text)$|^(?:post-message|commtext|cooked|usertext-body|c-text|echo-item-text)$"
)

# who wrote it
AUTHOR_CLASS = re.compile(
    r"(?:^|-)(?:comment-?author(?:-name)?|author-?name|author|commenter(?:-name)?|user-?name|screen-?name|display-?name"
    r"|nick(?:-?name)?|fn|profile-?name|poster(?:-name)?|commented-by|comment-by|comment-user|actor-name|hnuser|idc-a|creator"
    r"|name|user(?:-link)?|person|full-?name|posted-by|writer|by-?line|verfasser|auteur|autor|dsq-comment-cite)$"
)
BEST_AUTHOR_CLASS = re.compile(
    r"(?:author-?name|user-?name|screen-?name|display-?name|nick-?name|^fn|full-?name|commenter|actor-name|hnuser|profile-?name)$"
)
AUTHOR_ID = re.compile(r"^dsq-author-user-|^dsq-cite-|^comment-author-")
AUTHOR_ATTRIBUTES = (
    "data-comment-author",
    "data-author",
    "data-author-name",
    "data-username",
    "data-user-name",
    "data-nickname",
    "author",
)
PROFILE_LINK = re.compile(
    r"/(?:users?|profiles?|members?|people|u|author|commenter|account)/|[?&](?:user|uid|profile)=", re.IGNORECASE
)
NOT_AUTHOR = re.compile(
    r"avatar|photo|image|picture|badge|count|rank|reputation|title|location|role|follow|stat|points?$|karma|reply|actions?|meta-?data"
)

# when
TIME_CLASS = re.compile(
    r"(?:^|-)(?:date|time|timestamp|date-?time|time-?ago|timeago|ago|age|published|posted|posted-on|posted-at|post-time|created"
    r"|submitted|comment-?date|comment-?time|comment-?meta(?:-?data)?|meta-?data|permalink|live-?timestamp|when|datum|footer|dateline)$"
)
TIME_ATTRIBUTES = (
    "datetime",
    "data-comment-timestamp",
    "data-timestamp",
    "data-utime",
    "data-time",
    "created-timestamp",
    "title",
    "content",
)

# answers below a comment
REPLIES_CLASS = re.compile(
    r"(?:^|-)(?:children|replies|reply-list|sub-?comments?|nested(?:-comments?)?|thread-?children|responses|answers|indented)$"
)
DEPTH = re.compile(r"^(?:comment-)?(?:depth|level|indent)-(\d{1,2})$")
PARENT_ATTRIBUTES = (
    "data-parent-id",
    "data-parent",
    "data-comment-parent",
    "data-in-reply-to",
    "data-replyto-id",
    "parentid",
)

# inside a comment, but nobody's words
NOISE_CLASS = re.compile(
    r"(?:^|-)(?:avatar|actions?|reply|reply-link|toolbar|tools|vote|votes|voting|rating|ratings|karma|likes?|dislike"
    r"|share|sharing|flag|report|report-abuse|permalink|controls?|buttons?|badges?|badge|edit|edit-link|moderate|mini-toolbox|footer-links"
    r"|screen-reader-text|visually-?hidden|sr-only|says|comment-?meta(?:-?data)?|meta-?data|meta|links|recommend(?:ed)?"
    r"|comment-?(?:footer|header|head|author|date|time|info|number|options|menu|links|divline)|vcard|submitted|timestamp"
    r"|menu|count|user-?info|byline(?:-info)?|print(?:er)?-?data"
    r"|awaiting-moderation|quick-reply)$"
)
NOISE_TAGS = frozenset(
    ("script", "style", "form", "button", "select", "input", "textarea", "svg", "nav", "noscript", "template",
     "iframe", "time",
     "cite", "label", "header", "footer", "dt", "figure", "menu")
)  # fmt: skip

# a region of comments, by class or id
REGION = re.compile(
    rf"^(?:{_PREFIX}{_WORD}"
    r"(?:-(?:list|area|section|wrap|wrapper|container|content|thread|threads|stream|block|box|holder|module|widget|page|pane|panel"
    r"|inner|main|body|root|listing|view|region|outer|wrapped|anchor|bottom|feed|results|output|links|form|respond|app))?"
    r"|comment-?list|disqus-thread|dsq-content|dsq-comments|livefyre|livefyre-comments|fb-comments|respond|the-comments|responses"
    r"|reader-?comments|user-?comments|readers?-feedback|user-feedback|coral-talk-stream|coral-thread|spot-im|hypercomments-widget"
    r"|vuukle-comments|isso-thread|remark42|commento|graphcomment|viafoura|sect-commentlinks|comol|leser-?kommentare)$"
)
# lists of comments elsewhere on the site
ELSEWHERE = re.compile(
    r"(?:^|-)(?:recent-?comments?|latest-?comments?|top-?comments?-widget|most-commented|comment-?(?:count|counter|number|icon|link|links-count)"
    r"|comments-(?:link|count|number|icon|rss|feed|closed)|nocomments|no-comments|sidebar|widget-area|related|pingback|trackback|pings?)$"
)
TEMPLATE_TEXT = re.compile(r"\{\{|<%|\$\{|\[\[\w+\]\]|%[A-Z_]{3,}%|\{\w+\}")
