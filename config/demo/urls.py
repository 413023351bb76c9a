from django.urls import path

from config.demo import views

urlpatterns = [
    path("", views.index, name="demo"),
    path("sign-in/", views.sign_in, name="demo_sign_in"),
    path("mails/", views.mails, name="demo_mails"),
    path("mails/<slug:name>/", views.mail, name="demo_mail"),
    path("mails/<slug:name>/page/", views.mail_page, name="demo_mail_page"),
]
