package dev.evenstep.local.template;

import dev.evenstep.local.stack.FunctionSpec;
import dev.evenstep.local.stack.QueueSpec;

/** Whatever of this template something can be sent to. */
sealed interface Receiver {

    String arn();

    record Queue(QueueSpec spec) implements Receiver {

        @Override
        public String arn() {
            return spec.arn();
        }
    }

    record Function(FunctionSpec spec) implements Receiver {

        @Override
        public String arn() {
            return spec.arn();
        }
    }
}
