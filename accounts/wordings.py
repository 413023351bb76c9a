"""The words people agree to. Each consent stores the words it was given for.

Plain English; templates translate them when they are shown. To change a wording, change it
here: consents given before keep the words of their day.
"""

ASSESSMENT = (
    "You agree that Stridewell keeps your answers about your knee. "
    "We use them to show your result and to make your plan. "
    "They are kept without a name until you sign in. "
    "If you do not sign in, we delete them after 30 days. "
    "A clinic sees them only if you give us its code. "
    "The people who run this service look after them and must keep them private. "
    "Nobody watches your answers day and night. "
    "If you get worse, get help yourself. Do not wait for us. "
    "You can take this back at any time. The privacy page says how."
)

MAILS = (
    "You agree that Stridewell sends you emails about your plan. "
    "You get 4 a day at most, and none in your quiet hours. "
    "They go to the address you gave. Anybody who can open your inbox can read them. "
    "You can tell us how it went. Nobody watches what you send day and night. "
    "If you get worse, get help yourself. Do not wait for an email. "
    "You can stop them at any time, from any email."
)

SEEN = (
    "You agree that Stridewell asks you by email if you were seen. "
    "We ask after 1 day and after 3 days, never at night. "
    "Later answers may say again to be seen today, or at once. Then we ask again. "
    "The emails go to the address you gave. "
    "Anybody who can open your inbox can read them. "
    "We keep what you answer. "
    "A clinic sees it only if you give us its code. "
    "Nobody watches your answer day and night. "
    "If you get worse, get help yourself. Do not wait for an email. "
    "You can stop them at any time, from any email."
)

CLINIC = (
    "You agree that the clinic sees your history. "
    "It is the clinic whose code you type, or the one that invited you. "
    "That is your name, your email address, your answers and your results. "
    "It is also your plan, your diary and the emails we send you. "
    "The physios there can read it. We write down each time one of them looks. "
    "Nobody there watches it day and night. "
    "If you get worse, get help yourself. Do not wait for the clinic. "
    "You can take this back at any time. The privacy page says how."
)
