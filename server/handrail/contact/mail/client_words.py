"""What mail programs write around a quote and under an answer, in the languages that people set them to. Patterns for one line, all of them bounded."""

from __future__ import annotations

import re

# "On … wrote:", over at most three lines: the line before a quote that names its writer. By what they end with, for what is in between is a
# date and a name.
WROTE = re.compile(
    r"""^\W{0,6}(
        On\s.{6,250}\s(wrote|writes)
        | Am\s.{6,250}\sschrieb\b.{0,150} | .{3,150}\sschrieb\sam\s.{6,150}
        | (Den|På|Il)?\s?.{6,250}\sskrev(\s.{1,150})?
        | Le\s.{6,250}\sa\sécrit | El\s.{6,250}\sescribió | Il\s.{6,250}\sha\sscritto | Em\s.{6,250}\sescreveu
        | Op\s.{6,250}\s(schreef\b.{0,150}|geschreven)
        | .{6,250}\s(napisał(\(a\)|a)?|napsal(\(a\)|a)?|kirjoitti|написала?|пишет|yazdı|님이\s작성)
        | .{6,250}(写道|寫道)
        | (في|بتاريخ|يوم)\s?.{6,250}\s?(كتب|كتبت)\b.{0,150}
        | \d{4}年\d{1,2}月\d{1,2}日.{0,200} | .{4,200}(さん)?(は書きました|のメール|が書きました)
        | \d{4}[-/.]\d{1,2}[-/.]\d{1,2}.{0,60}<[^<>\s]+@[^<>\s]+>
    )\s*[:\uff1a]\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
# "Original message" with dashes around it.
DASHED = re.compile(
    r"""^\W{0,6}[-_—]{2,20}\s*(
        original\smessage | forwarded\smessage | ursprüngliche\snachricht | weitergeleitete\snachricht
        | (opprinnelig|oprindelig|videresendt)\s(melding|meddelelse) | ursprungligt\smeddelande | alkuperäinen\sviesti
        | message\sd['’]origine | message\stransféré | mensaje\soriginal | messaggio\soriginale | mensagem\soriginal
        | oorspronkelijk\sbericht | wiadomość\soryginalna | исходное\sсообщение
        | الرسالة\sالأصلية | رسالة\sمعاد\sتوجيهها | 元のメッセージ | 転送メッセージ | 原始邮件 | 原始郵件 | 원본\s메시지
    )\s*[-_—]{2,20}\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
# Outlook's head of what it quotes: from, then sent, to or subject.
FROM = re.compile(
    r"^\W{0,3}(From|Von|Fra|Från|Lähettäjä|De|Da|Van|Od|От|Gönderen|من|差出人|发件人|寄件者|보낸\s사람)\W{0,3}\s*[:\uff1a]\s*\S",
    re.IGNORECASE,
)
HEAD = re.compile(
    r"""^\W{0,3}(
        Sent | Date | To | Subject | Gesendet | Datum | An | Betreff | Sendt | Dato | Til | Emne | Skickat | Till | Ämne
        | Lähetetty | Vastaanottaja | Aihe | Envoyé | À | Objet | Enviado(\sel)? | Para | Asunto | Inviato | A | Oggetto
        | Enviada(\sem)? | Assunto | Verzonden | Aan | Onderwerp | Wysłano | Do | Temat | Отправлено | Кому | Тема
        | Gönderildi | Kime | Konu | تم\sالإرسال | التاريخ | إلى | الموضوع | 送信日時 | 日付 | 宛先 | 件名
        | 发送时间 | 收件人 | 主题 | 寄件日期 | 收件者 | 主旨 | 보낸\s날짜 | 받는\s사람 | 제목
    )\W{0,3}\s*[:\uff1a]""",
    re.VERBOSE | re.IGNORECASE,
)
# What telephones, and Outlook on them, write last.
SENT_FROM = re.compile(
    r"""^\W{0,6}(
        (Sent|Get)\s(from|with|via|using)\s(my\s)?.{2,40} | Get\sOutlook\sfor\s\w+.{0,40}
        | (Von\smeinem|Gesendet\s(von|mit|über))\s.{2,40} | Outlook\sfür\s\w+\s.{0,40}
        | (Sendt|Skickat)\s(fra|från)\s(min\s)?.{2,40} | (Hent|Hämta)\sOutlook\s(for|för|til)\s\w+.{0,40}
        | Lähetetty\s.{2,40}(sta|stä|ista|lta|ltä) | Envoyé\s(de(puis)?|à\spartir\sde)\s.{2,40} | Obtenir\sOutlook\spour\s.{2,40}
        | Enviado\s(desde|do|de|a\spartir\sdo)\s.{2,40} | Obtener\sOutlook\spara\s.{2,40} | Obter\s(o\s)?Outlook\spara\s.{2,40}
        | Inviato\s(da|dal)\s.{2,40} | Scarica\sOutlook\sper\s.{2,40}
        | (Verstuurd|Verzonden)\s(vanaf|vanuit)\s.{2,40} | Outlook\svoor\s\w+\s.{0,40} | Wysłane\sz\s.{2,40} | Отправлено\s(с|из)\s.{2,40}
        | (أ?ُ?رسلت?|تم\sالإرسال)\sمن\s.{2,40}
        | (i(Phone|Pad)|Android|スマートフォン|.{0,20}携帯)(から|より)送信.{0,10} | .{0,30}Outlook\sを入手.{0,30}
        | (发自|發自|从|從).{2,30}(iPhone|iPad|Android|手机|手機|發送|发送).{0,10} | 나의\s.{2,20}에서\s보냄
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
