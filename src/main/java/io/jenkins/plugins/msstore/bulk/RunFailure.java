package io.jenkins.plugins.msstore.bulk;

import io.jenkins.plugins.msstore.client.error.AccessDeniedException;
import io.jenkins.plugins.msstore.client.error.BadRequestException;
import io.jenkins.plugins.msstore.client.error.ConflictException;
import io.jenkins.plugins.msstore.client.error.InterruptedBeforeSendingException;
import io.jenkins.plugins.msstore.client.error.NotFoundException;
import io.jenkins.plugins.msstore.client.error.StoreException;
import io.jenkins.plugins.msstore.client.error.UnexpectedAnswerException;
import io.jenkins.plugins.msstore.client.error.Verdict;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import java.util.Set;

/** What a failed call means for the rest of a run. */
final class RunFailure {

    private static final Set<String> PRODUCT_PARAMETERS = Set.of("productid", "skuid");

    private RunFailure() {}

    /** Whether another batch, or a smaller one, would end the same way. */
    static boolean holdsForEverybody(StoreException failure) {
        if (failure instanceof BadRequestException refused) {
            return refused.parameter()
                    .map(UserPrincipalName::normalized)
                    .filter(PRODUCT_PARAMETERS::contains)
                    .isPresent();
        }
        if (failure instanceof NotFoundException notFound) {
            return !notFound.meansNoSeat();
        }
        return failure instanceof AccessDeniedException
                || failure instanceof ConflictException
                || failure instanceof InterruptedBeforeSendingException
                || failure instanceof UnexpectedAnswerException unexpected && unexpected.httpStatus() / 100 == 3;
    }

    /** Whether it is about this user, and says nothing of the service. */
    static boolean isTheUsersOwn(StoreException failure) {
        return failure.verdict() == Verdict.REFUSED && !(failure instanceof UnexpectedAnswerException);
    }

    /** The reason of an outcome that is not known, as it stands in the report. */
    static String unknown(String reason) {
        return reason.startsWith("outcome unknown") ? reason : "outcome unknown: " + reason;
    }
}
