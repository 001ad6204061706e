"""A report with every kind of block, for a fictional candidate, in English and in Arabic."""

# ruff: noqa: E501
from __future__ import annotations

from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from workbook import blocks as b


def english() -> list[b.Block]:
    """Every kind of block, with texts as long as people write them."""
    steps = english_steps()
    return [
        b.Cover(
            title="My recovery plan",
            subtitle="After the interview for Data Analyst at Numidia Analytics SPA",
            name="Amina Belkacem",
            facts=(
                ("Role", "Data Analyst"),
                ("Company", "Numidia Analytics SPA"),
                ("Interview", "12 November 2026"),
                ("Answer", "24 November 2026, by mail"),
                ("Plan starts", "29 November 2026"),
                ("Plan ends", "26 December 2026"),
            ),
            note="This plan is self-help. It is no diagnosis and no treatment. It was made from your own answers, on your own computer.",
        ),
        b.Opener(
            number="1",
            title="Taking it in",
            when="Day 1",
            lead="What you felt, what helped, and what was never in your hands.",
        ),
        b.Paragraph(
            text="You had prepared for three weeks and the answer came in four lines. Being hit by that is a normal reaction to a real "
            "loss. Nothing in this part asks you to be over it."
        ),
        b.Change(
            label="How strong it was",
            before=8,
            after=5,
            before_label="When you opened the workbook",
            after_label="After a walk and a call",
            text="The number moved while you did something kind for yourself. It may go up and down again in the next days.",
        ),
        b.Bullets(label="What you named", items=("Disappointment", "Anger", "Relief", "Tiredness"), tags=True),
        b.Quote(
            label="What you would tell a friend",
            text="One company chose someone with two more years of Power BI. That is a fact about their project, not about whether "
            "I can do this work.",
        ),
        b.Bullets(
            label="Outside your control",
            items=(
                "Another candidate had led the same migration before.",
                "The budget for the second post was frozen in October.",
                "Two of the five interviewers were replaced on the day itself.",
            ),
        ),
        b.QuestionAndAnswer(
            question="What did this interview give you as practice?",
            answer="I explained the churn dashboard without slides, in French, and they followed. A year ago I could not have done that.\n\n"
            "I also learned what they really look at: SQL on paper, and how you talk to the sales team.",
        ),
        b.QuestionAndAnswer(question="Who could you talk to this week?", lines=3),
        b.Ticks(question="How strong is it now?", options=tuple(str(n) for n in range(11)), across=True),
        b.Ticks(question="Tick what helped today", options=("A walk", "A call", "Music", "Cooking", "Sleep")),
        b.Callout(
            tone="support",
            title="If it gets too heavy",
            text="You do not have to carry this alone. These people and places are there for any reason:",
            items=("Your own person: Samira, 0550 00 00 00", "A doctor you trust", "Local emergency services"),
        ),
        b.Opener(
            number="2", title="The reply", when="By tomorrow evening", lead="Five short parts, in your own voice."
        ),
        b.Letter(
            to_label="To",
            to="Mr. K. Haddad, Numidia Analytics SPA",
            subject_label="Subject",
            subject="Thank you: Data Analyst interview, Amina Belkacem",
            paragraphs=(
                "Dear Mr. Haddad,",
                "Thank you for the time that you and your team gave me on 12 November. I enjoyed the conversation about the churn "
                "dashboard, and the way your analysts work with the sales team.",
                "I am disappointed, of course, and I respect your decision.",
                "Numidia Analytics remains a company I would like to work for. If a post that fits better opens, I would be glad if "
                "you kept my CV on file.",
                "Would you have five minutes to tell me one or two things I could do better? A few lines are enough, and they would "
                "help me a lot.",
                "I wish you and your team a good end of the year.",
            ),
            sign_off=("Kind regards,", "Amina Belkacem", "0550 00 00 00", "linkedin.com/in/amina-belkacem-data"),
        ),
        b.Callout(
            tone="why",
            title="Why ask at all",
            text="Most people never get an answer to this question, so the plan does not depend on one. Those who do get one often learn "
            "about a blind spot, and the person who wrote it remembers them.",
            source="Talent Board 2022: about 60 to 71% of candidates receive no feedback.",
        ),
        b.Opener(
            number="3",
            title="Looking at it",
            when="Week 1",
            lead="Five sides of the interview, each resting on a fact.",
        ),
        b.Facts(
            rows=(
                ("Length", "55 minutes, video call"),
                ("Who was there", "K. H. (data lead), S. B. (people), two analysts"),
                ("Hardest question", "“How would you test whether the new price changes churn?”"),
            )
        ),
        b.Scores(
            alt="Five dimensions with their scores",
            items=(
                b.Score(
                    label="First impression",
                    score=4,
                    anchor="On time, dressed for it, calm voice; looked away when thinking.",
                    fact="Joined six minutes early; camera and light were tested the evening before.",
                    source="Observed",
                ),
                b.Score(
                    label="Common questions",
                    score=3,
                    anchor="Clear, with some results in numbers.",
                    fact="“Tell me about yourself” took four minutes.",
                    source="Observed",
                ),
                b.Score(
                    label="Questions about behaviour",
                    score=2,
                    anchor="A story was there, its result was missing.",
                    fact="The story of the late delivery stopped before what came of it.",
                    source="Observed",
                ),
                b.Score(
                    label="Technical part",
                    score=1,
                    anchor="Stuck without a way forward.",
                    fact="“We need someone deeper in experiment design.”",
                    source="Stated by the employer",
                ),
                b.Score(label="My questions", score=None, anchor="You chose “I don't know”. That is an answer too."),
            ),
        ),
        b.Heading(text="Where growing would help"),
        b.Paragraph(tone="small", text="Only what the employer stated or you observed is here. Guesses stay guesses."),
        b.Cards(
            items=(
                b.Card(
                    title="Experiment design",
                    tag="Technical",
                    parts=(
                        ("Rests on", "“We need someone deeper in experiment design.” (the letter)"),
                        (
                            "First step",
                            "Read chapter 1 to 3 of a free course on A/B tests and explain a test to Samira in ten minutes.",
                        ),
                        ("You will see it", "You can say how many users a test needs, and why."),
                    ),
                ),
                b.Card(
                    title="Ending a story with its result",
                    tag="Interview technique",
                    parts=(
                        ("Situation", "The monthly report for the sales team was three days late, twice in a row."),
                        ("Task", "I was asked to find out why and to make it stop."),
                        (
                            "Action",
                            "I drew the steps with the two colleagues who export the data, and automated the join they did by hand.",
                        ),
                        (
                            "Result",
                            "The report has been on time for seven months, and takes 20 minutes instead of two days.",
                        ),
                    ),
                ),
            )
        ),
        b.Heading(text="Your CV, line by line"),
        b.Pairs(
            before_label="Before",
            after_label="After",
            items=(
                b.Pair(
                    before="Responsible for reporting to the sales team.",
                    after="Automated the monthly sales report: from two days of work to 20 minutes, on time for seven months.",
                    note="A result in numbers in place of a duty.",
                ),
                b.Pair(
                    before="Good knowledge of SQL and Power BI.",
                    after="Built a churn dashboard (SQL, Power BI) that 14 sales people open every Monday.",
                ),
            ),
        ),
        b.Table(
            header=("Feedback", "Where it comes from", "What you make of it"),
            rows=(
                ("More depth in experiments", "The letter", "A growth area, with a first step on 1 December"),
                ("Answers a little long", "Your own notes", "Two-minute answers, practised aloud with a timer"),
                ("“Maybe my accent”", "A guess", "Left as a guess: nobody said so"),
            ),
            shares=(3, 2, 4),
            alt="Feedback",
        ),
        b.Opener(
            number="4",
            title="Moving again",
            when="From the second week",
            lead="Small dated steps. Each has its moment.",
        ),
        b.Timeline(
            start="2026-11-29",
            end="2026-12-26",
            start_label="29 November",
            end_label="26 December",
            weeks=(
                ("2026-11-29", "Week 1"),
                ("2026-12-06", "Week 2"),
                ("2026-12-13", "Week 3"),
                ("2026-12-20", "Week 4"),
            ),
            steps=steps,
            alt="Four weeks with nine dated steps, three of them in the first week.",
        ),
        b.Checklist(
            groups=(
                b.StepGroup(title="Week 1, from 29 November", steps=steps[:3]),
                b.StepGroup(title="Week 2, from 6 December", steps=steps[3:6]),
                b.StepGroup(title="Weeks 3 and 4", steps=steps[6:]),
            )
        ),
        b.Callout(
            tone="note",
            title="A plan may change",
            text="Cross out what does not fit any more. A step moved is not a step failed.",
        ),
        b.Bars(
            label="Over seven cases",
            items=(
                b.Bar(
                    label="Got to the technical part or further",
                    count=3,
                    of=7,
                    text="3 of 7",
                    low=16,
                    high=75,
                    note="With seven cases, anything from 16% to 75% would fit.",
                ),
                b.Bar(label="Got an answer to the question for feedback", text="fewer than 5"),
            ),
        ),
        b.Course(
            columns=("1", "2", "3", "4", "5", "6", "7"),
            rows=(
                b.CourseRow(
                    label="First impression",
                    values=(3, 3, 0, 4, 4, 5, 4),
                    joined=True,
                    text="6 numbers; the middle one is 4.",
                ),
                b.CourseRow(
                    label="Technical part",
                    values=(1, 0, 0, 2, 0, 0, 3),
                    text="3 numbers: too few to speak of a direction.",
                ),
            ),
            low_label="1: it was hard",
            high_label="5: it went well",
        ),
        b.Closing(
            title="What is ahead",
            paragraphs=(
                "A refusal can send you in another direction. It rarely says that you cannot do the work.",
                "You leave this interview with a clearer story, one gap that has a name, and four people who now know you. There can be "
                "a better match ahead.",
            ),
        ),
    ]


def english_steps() -> tuple[b.Step, ...]:
    """Nine steps, two of them on one day."""
    return (
        b.Step(day="2026-11-29", when="Sun 29 Nov", cue="When I have had breakfast on Sunday", act="I send the thank-you message to Mr. Haddad",
               why="The five parts are written already.", origin="My message", done=True, track="reply", track_label="Reply"),
        b.Step(day="2026-11-30", when="Mon 30 Nov", cue="When I close the laptop at six", act="I walk along the sea front for thirty minutes",
               why="You wrote that walking calms you.", track="care", track_label="Care"),
        b.Step(day="2026-12-01", when="Tue 1 Dec", cue="When Samira calls in the evening", act="I explain one A/B test to her in ten minutes",
               why="“We need someone deeper in experiment design.”", track="skill", track_label="Skills"),
        b.Step(day="2026-12-06", when="Sun 6 Dec", cue="When I sit down with my coffee", act="I rewrite two lines of my CV with a number in each",
               why="“Responsible for reporting” says nothing of the seven months on time.", track="skill", track_label="Skills"),
        b.Step(day="2026-12-06", when="Sun 6 Dec", cue="When the CV is saved", act="I send one tailored application through jobsdz.com",
               why="One that fits counts more than ten that do not.", track="search", track_label="Search"),
        b.Step(day="2026-12-09", when="Wed 9 Dec", cue="When I open LinkedIn", act="I ask one data lead in Algiers for a fifteen-minute talk",
               why="You named two companies you admire.", track="search", track_label="Search"),
        b.Step(day="2026-12-15", when="Tue 15 Dec", cue="When I catch myself thinking “not good enough”", act="I read the line I wrote to a friend",
               track="care", track_label="Care"),
        b.Step(day="2026-12-20", when="Sun 20 Dec", cue="If the next answer is a no as well", act="I call Samira first, and open this plan the day after",
               why="Plans that prepare for a setback hold better.", track="care", track_label="Care"),
        b.Step(day="2026-12-24", when="Thu 24 Dec", cue="When the second module is done", act="I tell the late-report story aloud, with its result, in two minutes",
               why="The result was missing last time.", track="skill", track_label="Skills"),
    )  # fmt: skip


def arabic() -> list[b.Block]:
    """The same person in Arabic, with company, mail and one quote in Latin letters."""
    steps = (
        b.Step(day="2026-11-29", when="الأحد 29 نوفمبر", cue="عندما أنتهي من فطور الصباح يوم الأحد", act="أرسل رسالة الشكر إلى السيد حداد",
               why="الأجزاء الخمسة مكتوبة من قبل.", origin="رسالتي", done=True, track="reply", track_label="الرد"),
        b.Step(day="2026-12-01", when="الثلاثاء 1 ديسمبر", cue="عندما تتصل بي سميرة مساءً", act="أشرح لها اختبار A/B واحدًا في عشر دقائق",
               why="“We need someone deeper in experiment design.”", track="skill", track_label="المهارات"),
        b.Step(day="2026-12-06", when="الأحد 6 ديسمبر", cue="عندما أجلس مع قهوتي", act="أعيد كتابة سطرين من سيرتي الذاتية مع رقم في كل منهما",
               track="skill", track_label="المهارات"),
    )  # fmt: skip
    return [
        b.Cover(
            title="خطتي للتعافي",
            subtitle="بعد مقابلة منصب محللة بيانات في شركة Numidia Analytics SPA",
            name="أمينة بلقاسم",
            facts=(
                ("المنصب", "محللة بيانات"),
                ("الشركة", "Numidia Analytics SPA"),
                ("المقابلة", "12 نوفمبر 2026"),
                ("بداية الخطة", "29 نوفمبر 2026"),
            ),
            note="هذه الخطة مساعدة ذاتية، وليست تشخيصًا ولا علاجًا. أُعدّت من إجاباتك أنت، على حاسوبك.",
        ),
        b.Opener(number="1", title="استيعاب الخبر", when="اليوم الأول", lead="ما شعرت به، وما ساعدك، وما لم يكن بيدك أبدًا."),
        b.Paragraph(text="تحضّرت ثلاثة أسابيع وجاء الجواب في أربعة أسطر. أن يؤلمك ذلك ردّ فعل طبيعي على خسارة حقيقية، ولا شيء هنا يطلب منك أن تتجاوزيه الآن."),
        b.Change(label="شدّة الشعور", before=8, after=5, before_label="عند فتح الدفتر", after_label="بعد المشي", text="تغيّر الرقم بينما كنت تعتنين بنفسك."),
        b.Bullets(label="ما سمّيته", items=("خيبة أمل", "غضب", "ارتياح"), tags=True),
        b.Quote(label="ما كنت ستقولينه لصديقة", text="اختارت شركة واحدة شخصًا لديه سنتان إضافيتان مع Power BI. هذه حقيقة عن مشروعهم، لا عن قدرتي على هذا العمل."),
        b.Quote(label="من الرسالة", text="We were impressed by your dashboard, and decided to go on with another candidate."),
        b.Bullets(label="خارج سيطرتك", items=("مرشح آخر قاد المشروع نفسه من قبل.", "جُمّدت ميزانية المنصب الثاني في أكتوبر.")),
        b.QuestionAndAnswer(question="ماذا أعطتك هذه المقابلة كتدريب؟", answer="شرحت لوحة المتابعة بالفرنسية دون شرائح، وفهموني."),
        b.QuestionAndAnswer(question="مع من يمكنك أن تتحدثي هذا الأسبوع؟", lines=2),
        b.Ticks(question="ما قوّته الآن؟", options=tuple(str(n) for n in range(11)), across=True),
        b.Opener(number="2", title="نظرة على المقابلة", when="الأسبوع الأول", lead="خمسة جوانب، كل منها يستند إلى واقعة."),
        b.Facts(rows=(("المدة", "55 دقيقة، مكالمة فيديو"), ("أصعب سؤال", "How would you test whether the new price changes churn?"))),
        b.Scores(
            items=(
                b.Score(label="الانطباع الأول", score=4, anchor="في الموعد، بلباس مناسب وصوت هادئ.", fact="دخلت قبل ست دقائق.", source="ملاحظة"),
                b.Score(label="الجانب التقني", score=1, anchor="توقفت دون طريق للمتابعة.", fact="We need someone deeper in experiment design.", source="قاله صاحب العمل"),
                b.Score(label="أسئلتي", score=None, anchor="اخترت «لا أعرف». هذا جواب أيضًا."),
            )
        ),
        b.Pairs(before_label="قبل", after_label="بعد", items=(b.Pair(before="مسؤولة عن تقارير المبيعات.", after="أتمتة التقرير الشهري: من يومين إلى 20 دقيقة."),)),
        b.Table(header=("الملاحظة", "مصدرها"), rows=(("عمق أكبر في التجارب", "الرسالة"), ("إجابات طويلة", "ملاحظاتك")), shares=(3, 2)),
        b.Opener(number="3", title="الانطلاق من جديد", when="من الأسبوع الثاني", lead="خطوات صغيرة لها تاريخ."),
        b.Timeline(start="2026-11-29", end="2026-12-26", start_label="29 نوفمبر", end_label="26 ديسمبر",
                   weeks=(("2026-11-29", "الأسبوع 1"), ("2026-12-06", "الأسبوع 2"), ("2026-12-13", "الأسبوع 3"), ("2026-12-20", "الأسبوع 4")),
                   steps=steps, alt="أربعة أسابيع بثلاث خطوات"),
        b.Checklist(groups=(b.StepGroup(title="الأسبوع 1", steps=steps),)),
        b.Callout(tone="support", title="إذا صار الأمر ثقيلًا", text="لست مضطرة لحمل هذا وحدك:", items=("شخصك القريب: سميرة", "طبيب تثقين به")),
        b.Bars(items=(b.Bar(label="وصلت إلى الجزء التقني", count=3, of=7, text="3 من 7", low=16, high=75),)),
        b.Course(columns=("1", "2", "3"), rows=(b.CourseRow(label="الانطباع الأول", values=(2, 0, 4), joined=True),)),
        b.Closing(title="ما ينتظرك", paragraphs=("قد يوجّهك الرفض إلى طريق آخر، ونادرًا ما يعني أنك غير قادرة على هذا العمل.",)),
    ]  # fmt: skip


def notebook(blocks: list[b.Block], *, language: str = "en", author: str = "", before: str = "") -> Any:
    """Return an executed notebook whose cells printed *blocks*, as the workbook's own notebooks do."""
    cells = [new_markdown_cell(before)] if before else []
    cells.append(new_code_cell("case = 'case-1'", metadata={"tags": ["injected-parameters"]}))
    for block in blocks:
        data = {"text/plain": repr(block), "text/html": f"<p>{block.kind}</p>", b.MIME: block.to_json()}
        cells.append(new_code_cell("show(block)", outputs=[new_output("display_data", data=data)]))
    nb = new_notebook(cells=cells, metadata={"workbook": {"language": language}})
    if author:
        nb.metadata["authors"] = [{"name": author}]
    for at, cell in enumerate(nb.cells):
        cell["id"] = f"cell-{at}"
    return nbformat.from_dict(nb)
