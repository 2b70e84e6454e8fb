package io.augment.testkit.server;

import io.augment.testkit.internal.teacher.Teacher;

/** Hands requests to the rule-based teacher. */
final class TeacherResponder implements Responder {
    static final TeacherResponder INSTANCE = new TeacherResponder();

    private TeacherResponder() {}

    @Override
    public Reply reply(ChatCall call) {
        StringBuilder conversation = new StringBuilder();
        for (ChatCall.Message message : call.messages()) {
            conversation.append(message.content()).append('\n');
        }
        String text = Teacher.answer(
                conversation.toString(),
                call.lastUserMessage(),
                call.schema(),
                call.responseFormat().equals("json_object"),
                call.variation());
        return Reply.of(text);
    }
}
