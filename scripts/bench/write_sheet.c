// SPDX-License-Identifier: Apache-2.0
// The yardstick of the export of registers: 100,000 rows of 12 cells, written by libxlsxwriter alone in constant memory.
//   cc -O2 write_sheet.c -lxlsxwriter -o write_sheet && ./write_sheet FILE
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <xlsxwriter.h>

int main(int count, char **arguments) {
    if (count != 2) return fprintf(stderr, "write_sheet FILE\n"), 2;
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_workbook *workbook = workbook_new_opt(arguments[1], &options);
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, "rows");
    lxw_format *day = workbook_add_format(workbook);
    format_set_num_format(day, "yyyy-mm-dd");
    char text[64];
    for (int column = 0; column < 12; column++) {
        snprintf(text, sizeof text, "c%d", column);
        worksheet_write_string(sheet, 0, column, text, NULL);
    }
    for (int row = 1; row <= 100000; row++) {
        for (int column = 0; column < 12; column++) {
            if (column % 3 == 0) {
                snprintf(text, sizeof text, "文本 %d %d", row, column);
                worksheet_write_string(sheet, row, column, text, NULL);
            } else if (column % 3 == 1) {
                worksheet_write_number(sheet, row, column, row * 1.25, NULL);
            } else {
                lxw_datetime date = {.year = 2025, .month = 1 + row % 12, .day = 1 + row % 28};
                worksheet_write_datetime(sheet, row, column, &date, day);
            }
        }
    }
    if (workbook_close(workbook) != LXW_NO_ERROR) return 1;
    clock_gettime(CLOCK_MONOTONIC, &to);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%.3f %ld\n", to.tv_sec - from.tv_sec + (to.tv_nsec - from.tv_nsec) / 1e9, usage.ru_maxrss / 1024);
    return 0;
}
