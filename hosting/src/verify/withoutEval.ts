import { z } from "zod";

// Its faster way makes code from text, which these pages may not: it would try as each shape is declared, and the browser complain.
z.config({ jitless: true });
