package zhconv_test

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/text/transform"

	"github.com/portalfeed/portalfeed/convert/zhconv"
)

func ExampleNew() {
	c, err := zhconv.New(zhconv.S2TWP)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.String("服务器的内存"))

	_, err = zhconv.New("s2x")
	fmt.Println(err)
	// Output:
	// 伺服器的記憶體
	// unknown conversion "s2x"
}

func ExampleConverter_String() {
	for _, v := range []zhconv.Variant{zhconv.S2T, zhconv.S2TW, zhconv.S2HK} {
		c, err := zhconv.New(v)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(v, c.String("理发师在这里说，群众以后会发现"))
	}
	// Output:
	// s2t 理髮師在這裏說，羣衆以後會發現
	// s2tw 理髮師在這裡說，群眾以後會發現
	// s2hk 理髮師在這裏説，羣眾以後會發現
}

func ExampleConverter_Append() {
	c, err := zhconv.New(zhconv.T2S)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(string(c.Append([]byte("標題: "), []byte("領導活動"))))
	// Output: 標題: 领导活动
}

func ExampleConverter_Transform() {
	c, err := zhconv.New(zhconv.T2S)
	if err != nil {
		fmt.Println(err)
		return
	}
	r := transform.NewReader(strings.NewReader("國務院辦公廳\n來源：新華社\n"), c)
	if _, err := io.Copy(os.Stdout, r); err != nil {
		fmt.Println(err)
	}
	// Output:
	// 国务院办公厅
	// 来源：新华社
}

// Texts that differ only in how a character is printed are equal once they are folded.
func ExampleVariant_fold() {
	c, err := zhconv.New(zhconv.Fold)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c.String("説明産品的群衆"), c.String("説明産品的群衆") == c.String("說明產品的羣眾"))
	// Output: 說明產品的群眾 true
}
