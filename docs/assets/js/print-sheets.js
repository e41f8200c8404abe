// Sheets that print one at a time.
import { printButtons } from "./lib/print.js";

printButtons();
